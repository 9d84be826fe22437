package dev.patchbay.simulator.backendless;

import dev.patchbay.simulator.http.Answer;

/** Answers one route; refuses by throwing {@link Refusal}. */
interface Handler {
    Answer handle(Call call);
}
