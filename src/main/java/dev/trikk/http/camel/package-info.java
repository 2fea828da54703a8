/**
 * Sends calls with camel-http, a component for each link: its own trust, time-outs and pool. Read {@link
 * dev.trikk.http.camel.CamelHttp} first. May depend on the http feature and Camel.
 */
package dev.trikk.http.camel;
