package dev.trikk.notify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.sun.net.httpserver.Headers;
import dev.trikk.notify.Stub.Answer;
import dev.trikk.notify.Stub.Asked;
import java.util.function.IntSupplier;

/** A tracker or wiki behind the contract's own server: it answers what its stub answers. */
public record RestVendor(RestStub system, IntSupplier count) implements Stub.Vendor {
    @Override
    public Answer answer(Asked asked) {
        Headers headers = new Headers();
        headers.putAll(asked.headers());
        try {
            RestStub.Answer answer = system.answer(new RestStub.Request(
                    asked.method(),
                    asked.path(),
                    RestStub.query(asked.query().isEmpty() ? null : asked.query()),
                    headers,
                    RestStub.JSON.readTree(asked.body())));
            return Answer.json(answer.status(), answer.body());
        } catch (JsonProcessingException e) {
            return Answer.json(400, "{}");
        }
    }

    @Override
    public int told() {
        return count.getAsInt();
    }
}
