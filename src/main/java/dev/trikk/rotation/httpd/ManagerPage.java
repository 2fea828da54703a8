package dev.trikk.rotation.httpd;

import java.io.ByteArrayInputStream;
import java.net.ProtocolException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * One balancer on the page of the balancer-manager.
 *
 * @param nonce what a change must carry; it is another one after every restart and reload. Empty where it is switched off
 */
record ManagerPage(String nonce, List<Worker> workers) {
    private static final String BALANCER = "manager/balancers/balancer";
    private static final String WORKER = BALANCER + "/workers/worker";
    private static final int DEEPEST = 16;
    private static final XMLInputFactory XML = factory();

    /**
     * Reads the page as XML, in the encoding that the document itself names. Elements go by their names: new versions add some,
     * and some come twice.
     *
     * @throws ProtocolException when it is no such page, was cut off, or shows no such balancer
     */
    static ManagerPage read(byte[] document, String balancer) throws ProtocolException {
        try {
            return new Reading(balancer).read(XML.createXMLStreamReader(new ByteArrayInputStream(document)));
        } catch (XMLStreamException broken) {
            throw new ProtocolException("the reply is not the whole XML of a balancer-manager");
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    /** Goes once through a page. */
    private static final class Reading {
        private final String wanted;
        private final Deque<String> path = new ArrayDeque<>();
        private final StringBuilder text = new StringBuilder();
        private final List<String> names = new ArrayList<>();
        private final List<Worker> found = new ArrayList<>();
        private Map<String, String> balancer = new HashMap<>();
        private Map<String, String> worker = new HashMap<>();
        private List<Worker> workers = new ArrayList<>();
        private String nonce = "";

        Reading(String wanted) {
            this.wanted = wanted;
        }

        ManagerPage read(XMLStreamReader reader) throws XMLStreamException, ProtocolException {
            while (reader.hasNext()) {
                switch (reader.next()) {
                    case XMLStreamConstants.DTD -> throw new XMLStreamException("a DTD is not allowed");
                    case XMLStreamConstants.START_ELEMENT -> opened(reader.getLocalName());
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text.append(reader.getText());
                    case XMLStreamConstants.END_ELEMENT -> closed();
                    default -> {}
                }
            }
            if (!names.contains(wanted)) {
                throw new ProtocolException("it has no balancer %s, only %s".formatted(wanted, names));
            }
            return new ManagerPage(nonce, List.copyOf(found));
        }

        private void opened(String name) throws XMLStreamException {
            path.addLast(name);
            text.setLength(0);
            if (path.size() > DEEPEST || !path.getFirst().equals("manager")) {
                throw new XMLStreamException("no page of a balancer-manager");
            }
            switch (String.join("/", path)) {
                case BALANCER -> {
                    balancer = new HashMap<>();
                    workers = new ArrayList<>();
                }
                case WORKER -> worker = new HashMap<>();
                default -> {}
            }
        }

        private void closed() throws ProtocolException {
            String here = String.join("/", path);
            String name = path.removeLast();
            switch (here) {
                case BALANCER -> keep();
                case WORKER -> workers.add(Worker.of(worker));
                default -> {
                    String parent = String.join("/", path);
                    if (parent.equals(BALANCER)) {
                        balancer.put(name, text.toString().strip());
                    } else if (parent.equals(WORKER)) {
                        worker.put(name, text.toString().strip());
                    }
                }
            }
            text.setLength(0);
        }

        private void keep() {
            String name = balancer.getOrDefault("name", "").replaceFirst("^balancer://", "");
            names.add(name);
            if (name.equals(wanted)) {
                nonce = balancer.getOrDefault("nonce", "");
                found.addAll(workers);
            }
        }
    }
}
