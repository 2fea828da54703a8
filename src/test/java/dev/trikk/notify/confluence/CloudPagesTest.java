package dev.trikk.notify.confluence;

class CloudPagesTest extends ConfluenceContract {
    CloudPagesTest() {
        super(true);
    }
}
