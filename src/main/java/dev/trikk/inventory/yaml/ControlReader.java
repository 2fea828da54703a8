package dev.trikk.inventory.yaml;

import dev.trikk.inventory.Control;

/** Reads how a process is stopped and started: {@code itas}, or one of three kinds of mapping. */
final class ControlReader {
    private static final String FORMS =
            "control must be itas, {itas: NAME}, {systemd: UNIT} or {stop: COMMAND, start: COMMAND, status: COMMAND}.";

    private ControlReader() {}

    static Control read(Fields application, Problems problems) {
        if (application.isText("control") && !application.is("control", "itas")) {
            problems.at(application.at("control"), FORMS);
            return Control.itas();
        }
        return application.is("control", "itas")
                ? Control.itas()
                : application.fields("control").map(ControlReader::control).orElse(Control.itas());
    }

    private static Control control(Fields fields) {
        Control control = ofOneKind(fields);
        fields.end();
        return control;
    }

    private static Control ofOneKind(Fields fields) {
        if (fields.has("itas")) {
            return Control.itas(fields.text("itas", Shape.NAME));
        }
        if (fields.has("systemd")) {
            return Control.systemd(fields.text("systemd", Shape.UNIT));
        }
        return new Control(
                fields.text("stop", Shape.LINE), fields.text("start", Shape.LINE), fields.text("status", Shape.LINE));
    }
}
