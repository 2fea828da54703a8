package dev.trikk.demo.ace;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** A document that was sent, in the raw form: lines that are run until one is refused. Those before it stay done. */
final class XmlCommand {
    private final AceStandIn box;
    private final String document;
    private final boolean isLie;
    private final StringBuilder reply = new StringBuilder();

    XmlCommand(AceStandIn box, String document, boolean isLie) {
        this.box = box;
        this.document = document;
        this.isLie = isLie;
    }

    String answer() {
        reply.append("<response_xml>\n");
        try {
            run(parsed());
        } catch (SAXException | IOException e) {
            failure("config_command", "", "XML_ERR_WELLFORMEDNESS");
        }
        return soup(reply.append("</response_xml>\n").toString());
    }

    private Element parsed() throws SAXException, IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return builder.parse(new InputSource(new StringReader(document))).getDocumentElement();
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    private void run(Element root) {
        String context = root.getAttribute("context-name");
        if (!root.getTagName().equals("request_raw")) {
            failure("config_command", root.getTagName(), "XML_ERR_ELEM_INVALID");
        } else if (box.find(context.isEmpty() ? "Admin" : context).isEmpty()) {
            failure("config_command", "", "XML_ERR_ATTR_INVALID - no context " + context);
        } else {
            VirtualShell shell = new VirtualShell(
                    box, box.find(context.isEmpty() ? "Admin" : context).get());
            List<String> lines = root.getTextContent()
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
            for (String line : lines) {
                if (!run(shell, line)) {
                    return;
                }
            }
        }
    }

    private boolean run(VirtualShell shell, String line) {
        boolean isShow = line.startsWith("show ");
        String kind = isShow || line.startsWith("copy ") ? "exec_command" : "config_command";
        String answer = isLie ? shell.pretend(line) : shell.run(line);
        if (VirtualShell.isRefusal(answer)) {
            failure(kind, line, "unrecognized element - " + answer.substring(1).strip());
            return false;
        }
        reply.append("<")
                .append(kind)
                .append("><command>")
                .append(escaped(line))
                .append("</command>\n");
        reply.append("<status code=\"100\" text=\"XML_CMD_SUCCESS\"/>\n");
        if (isShow) {
            reply.append("<xml_show_result>").append(shown(line, answer)).append("</xml_show_result>\n");
        }
        reply.append("</").append(kind).append(">\n");
        return true;
    }

    private String shown(String line, String text) {
        String[] words = line.split(" ", -1);
        boolean isFarm = words.length == 3 && words[1].equals("serverfarm");
        if (!box.style().isXmlShown() || !isFarm) {
            return escaped(text);
        }
        synchronized (box.lock()) {
            return box.contexts().stream()
                    .filter(context -> document.contains("\"" + context.name() + "\""))
                    .findFirst()
                    .flatMap(context -> context.find(words[2]))
                    .map(farm -> Shows.elements(farm, box.style()))
                    .orElse(escaped(text));
        }
    }

    private void failure(String kind, String line, String message) {
        reply.append("<%s><command>%s</command>\n".formatted(kind, escaped(line)));
        reply.append("<status code = '200' text = 'XML_CMD_FAILURE'><error_command>%s</error_command>"
                .formatted(escaped(line)));
        reply.append("<error_message>%s</error_message></status></%s>\n".formatted(escaped(message), kind));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }

    /** As some replies come: quotes of the other kind, blanks where there need be none, elements that do not end, bare signs. */
    private String soup(String text) {
        return box.style().isSoup()
                ? text.replace("=\"", " = '")
                        .replace("\" ", "' ")
                        .replace("\"/>", "' />")
                        .replace("</command>", " & so on < 5")
                        .replace("</sf_entry>", "")
                : text;
    }
}
