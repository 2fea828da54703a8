package dev.trikk.stage;

import dev.trikk.ledger.Ledger;
import dev.trikk.request.Problem;
import dev.trikk.request.RequestFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Rejects a request with all reasons: notes it, and answers its sender. */
final class Refuse {
    private static final Logger LOG = LoggerFactory.getLogger(Refuse.class);
    private static final int SHOWN = 1_000;

    private final RequestFormat format;
    private final Ledger ledger;

    Refuse(RequestFormat format, Ledger ledger) {
        this.format = format;
        this.ledger = ledger;
    }

    /** A dry run is answered, and nothing else: nobody is told of it. */
    void dryRun(Exchange exchange, List<Problem> problems) {
        Answer.set(exchange, format.rejected(problems));
        StageExchange.nowhere(exchange);
    }

    /** @param known what is known of the request */
    void request(Exchange exchange, Map<String, String> known, List<Problem> problems) {
        String messageId = StageExchange.messageId(exchange);
        String reasons = problems.stream().map(Problem::toString).collect(Collectors.joining("\n"));
        Map<String, String> particulars = new LinkedHashMap<>(known);
        particulars.put("reasons", reasons);
        particulars.put("received", RequestText.start(exchange, SHOWN));
        particulars.putIfAbsent("requestId", messageId);
        ledger.reject(messageId, particulars);
        LOG.warn("request {} rejected: {}", messageId, problems.get(0));
        Answer.set(exchange, format.rejected(problems));
        StageExchange.pointAtRejected(exchange, reasons);
    }
}
