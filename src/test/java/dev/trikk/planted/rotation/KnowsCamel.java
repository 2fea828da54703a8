package dev.trikk.planted.rotation;

import org.apache.camel.Exchange;

/** Planted: a feature root that knows Camel. */
class KnowsCamel {
    Exchange exchange;
}
