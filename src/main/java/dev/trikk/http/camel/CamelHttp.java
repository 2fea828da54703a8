package dev.trikk.http.camel;

import dev.trikk.http.Call;
import dev.trikk.http.Http;
import dev.trikk.http.HttpUnavailable;
import dev.trikk.http.Link;
import dev.trikk.http.Reply;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.component.http.HttpEndpoint;
import org.apache.camel.util.ObjectHelper;
import org.apache.hc.core5.http.NoHttpResponseException;

/** Sends over camel-http. The address of a call is in no endpoint of Camel's, where logs and JMX would show it. */
public final class CamelHttp implements Http {
    private final Link link;
    private final HttpEndpoint endpoint;
    private final ProducerTemplate template;
    private final Clock clock;

    /**
     * Prepares to send; nothing is connected yet.
     *
     * @throws IllegalArgumentException when the certificates to trust cannot be read
     */
    public CamelHttp(CamelContext camel, Link link, Clock clock) {
        this.link = link;
        this.clock = clock;
        this.endpoint = endpoint(camel, link);
        this.template = camel.createProducerTemplate();
    }

    private static HttpEndpoint endpoint(CamelContext camel, Link link) {
        HttpComponent component = new HttpComponent();
        component.setCamelContext(camel);
        component.setConnectTimeout(link.connect().toMillis());
        component.setConnectionRequestTimeout(link.timeout().toMillis());
        component.setResponseTimeout(link.timeout().toMillis());
        component.setSoTimeout(link.timeout().toMillis());
        component.setRedirectHandlingDisabled(true);
        // it would repeat calls by itself, and sleep for as long as the other side says
        component.setAutomaticRetriesDisabled(true);
        component.setCookieManagementDisabled(true);
        component.setUserAgent("Trikk");
        component.setHttpClientConfigurer(client -> client.disableContentCompression()
                // Camel encodes it, though it need not be (RFC 3986, 2.3), and BIG-IP's paths are full of it
                .addRequestInterceptorLast((request, entity, context) ->
                        request.setPath(request.getPath().replace("%7E", "~")))
                .addResponseInterceptorLast((response, entity, context) -> Bounds.put(response, link.timeout())));
        link.trust().ifPresent(file -> component.setSslContextParameters(Trust.of(camel, file)));
        try {
            HttpEndpoint endpoint =
                    (HttpEndpoint) component.createEndpoint(link.url().getScheme() + "://" + link.host());
            endpoint.setThrowExceptionOnFailure(false);
            endpoint.setCopyHeaders(false);
            return endpoint;
        } catch (Exception e) {
            throw new IllegalArgumentException(link + " cannot be spoken to: " + e.getMessage(), e);
        }
    }

    @Override
    public Link link() {
        return link;
    }

    @Override
    public Reply send(Call call) {
        Exchange exchange = exchange(call);
        if (call.method().equals("GET") && isBroken(exchange.getException())) {
            exchange = exchange(call);
        }
        if (exchange.getException() != null) {
            throw unavailable(call, exchange.getException());
        }
        return read(exchange.getMessage());
    }

    private Exchange exchange(Call call) {
        return template.send(endpoint, request -> write(call, request.getMessage()));
    }

    /** As connections that were kept are, when the other side was reloaded. */
    private static boolean isBroken(Exception failure) {
        return failure instanceof NoHttpResponseException
                || (failure instanceof SocketException && !(failure instanceof ConnectException));
    }

    private void write(Call call, Message message) {
        message.setHeader(Exchange.HTTP_URI, address(call).toString());
        message.setHeader(Exchange.HTTP_METHOD, call.method());
        link.logins().forEach(login -> message.setHeader(login.header(), login.value()));
        call.headers().forEach(message::setHeader);
        if (!call.body().isEmpty()) {
            message.setBody(call.body().getBytes(StandardCharsets.UTF_8));
        }
    }

    /** The target is below the url: whatever is in it, the login goes nowhere else. */
    private URI address(Call call) {
        String root = link.url().toString();
        String target = call.target();
        if (target.isEmpty()) {
            return link.url();
        }
        if (target.startsWith("?") && root.contains("?")) {
            return URI.create(root + "&" + target.substring(1));
        }
        String slash = root.endsWith("/") || target.startsWith("/") || target.startsWith("?") ? "" : "/";
        return URI.create((root.endsWith("/") && target.startsWith("/") ? root.substring(0, root.length() - 1) : root)
                + slash
                + target);
    }

    private Reply read(Message message) {
        byte[] body = Optional.ofNullable(message.getBody(byte[].class)).orElse(new byte[0]);
        Map<String, List<String>> headers = new HashMap<>();
        message.getHeaders().forEach((name, value) -> {
            if (!name.startsWith("Camel")) {
                headers.put(name.toLowerCase(Locale.ROOT), values(value));
            }
        });
        boolean isCut = body.length > Reply.LIMIT;
        return new Reply(
                message.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class),
                Map.copyOf(headers),
                isCut ? Arrays.copyOf(body, Reply.LIMIT) : body,
                isCut,
                clock.instant());
    }

    private static List<String> values(Object value) {
        List<String> values = new ArrayList<>();
        if (value instanceof Iterable<?> several) {
            several.forEach(one -> values.add(String.valueOf(one)));
        } else {
            values.add(String.valueOf(value));
        }
        return values;
    }

    /** Without the library's own sentence: it may hold the address of the call. */
    private HttpUnavailable unavailable(Call call, Exception failure) {
        String reason;
        if (ObjectHelper.getException(SSLException.class, failure) != null) {
            reason = "cannot be trusted (%s); \"trust\" names a file with the certificate that signed its own"
                    .formatted(ObjectHelper.getException(SSLException.class, failure)
                            .getClass()
                            .getSimpleName());
        } else if (ObjectHelper.getException(UnknownHostException.class, failure) != null) {
            reason = "has no known address: check the host's name";
        } else if (ObjectHelper.getException(SocketTimeoutException.class, failure) != null) {
            reason = "did not answer %s in %d ms"
                    .formatted(call.method(), link.timeout().toMillis());
        } else if (ObjectHelper.getException(ConnectException.class, failure) != null) {
            reason = "does not take connections";
        } else {
            reason = "broke off %s (%s)"
                    .formatted(call.method(), failure.getClass().getSimpleName());
        }
        return new HttpUnavailable(
                link.name(), link.name() + " (" + link.host() + ") " + reason, Optional.empty(), failure);
    }
}
