package dev.trikk.script;

import dev.trikk.remote.Script;
import java.util.List;
import java.util.Optional;

/** One of each. */
final class EveryScript {
    private EveryScript() {}

    static List<Script> of(Errand errand) {
        return List.of(
                FetchScript.of(errand),
                AcceptUploadScript.before(errand),
                AcceptUploadScript.after(errand),
                InstallScript.of(errand, Duty.RUN),
                InstallScript.of(errand, Duty.REST),
                SwitchScript.of(errand, Duty.RUN),
                SwitchScript.of(errand, Duty.REST),
                SwitchScript.of(errand, Duty.SERVE),
                BackScript.of(errand, Optional.of("shop-0.9-standalone")),
                BackScript.of(errand, Optional.empty()),
                RestartScript.of(errand),
                StopScript.of(errand),
                ReloadScript.of(errand),
                DisableScript.of(errand),
                VerifyScript.of(errand, Duty.RUN),
                VerifyScript.of(errand, Duty.REST),
                VerifyScript.of(errand, Duty.SERVE),
                PruneScript.of(errand, Optional.of("shop-0.9-standalone")));
    }
}
