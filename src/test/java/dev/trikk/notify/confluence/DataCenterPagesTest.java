package dev.trikk.notify.confluence;

class DataCenterPagesTest extends ConfluenceContract {
    DataCenterPagesTest() {
        super(false);
    }
}
