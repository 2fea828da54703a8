package dev.trikk.api.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.stream.StreamSupport;

/** The contract as a page for people: plain HTML, without a script. Pure. */
final class ContractPage {
    private static final String STYLE = "body{font:16px/1.5 sans-serif;max-width:60em;margin:2em auto;padding:0 1em}"
            + "code{font-size:.95em}h2{margin-top:2em;border-bottom:1px solid}dt{margin-top:1em}"
            + "dd{margin-left:2em}.m{font-weight:bold;text-transform:uppercase}.r{opacity:.75}";

    private ContractPage() {}

    /** The value of a Content-Security-Policy under which it looks as it should. */
    static String policy() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(STYLE.getBytes(StandardCharsets.UTF_8));
            return "default-src 'none'; frame-ancestors 'none'; style-src 'sha256-"
                    + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    static String of(Contract contract) {
        JsonNode info = contract.document().path("info");
        StringBuilder page =
                new StringBuilder("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>");
        page.append(escaped(info.path("title")))
                .append("</title><style>")
                .append(STYLE)
                .append("</style></head><body>");
        page.append("<h1>").append(escaped(info.path("title"))).append("</h1><p>");
        page.append(escaped(info.path("summary"))).append("</p><p>").append(escaped(info.path("description")));
        page.append("</p><p>The document itself: <a href=\"/api/openapi.yaml\">/api/openapi.yaml</a></p>");
        for (JsonNode tag : contract.document().path("tags")) {
            page.append("<h2>").append(escaped(tag.path("name"))).append("</h2><p>");
            page.append(escaped(tag.path("description"))).append("</p><dl>");
            contract.operations().stream()
                    .filter(operation -> operation.node().path("tags").path(0).equals(tag.path("name")))
                    .forEach(operation -> entry(page, contract, operation));
            page.append("</dl>");
        }
        return page.append("</body></html>\n").toString();
    }

    private static void entry(StringBuilder page, Contract contract, Operation operation) {
        page.append("<dt id=\"")
                .append(operation.id())
                .append("\"><code><span class=\"m\">")
                .append(operation.method());
        page.append("</span> ").append(escaped(operation.path())).append("</code></dt><dd>");
        page.append(escaped(operation.node().path("summary")));
        page.append(" <span class=\"r\">").append(role(operation)).append("</span>");
        JsonNode description = operation.node().path("description");
        if (!description.isMissingNode()) {
            page.append("<br>").append(escaped(description));
        }
        for (Operation.Parameter parameter : operation.parameters()) {
            String place = parameter.schema().substring(0, parameter.schema().length() - "/schema".length());
            page.append("<br><code>")
                    .append(escaped(parameter.name()))
                    .append("</code> (")
                    .append(parameter.in());
            page.append("): ").append(escaped(contract.document().at(place + "/description")));
        }
        page.append("<br>Answers: ")
                .append(String.join(", ", answers(operation)))
                .append("</dd>");
    }

    private static String role(Operation operation) {
        return operation.isOpen()
                ? "For everybody."
                : operation
                        .role()
                        .map(role -> "Needs the role " + role.word() + ".")
                        .orElse("Signed.");
    }

    private static List<String> answers(Operation operation) {
        Iterable<String> names = () -> operation.node().path("responses").fieldNames();
        return StreamSupport.stream(names.spliterator(), false).toList();
    }

    private static String escaped(JsonNode text) {
        return escaped(text.asText());
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
