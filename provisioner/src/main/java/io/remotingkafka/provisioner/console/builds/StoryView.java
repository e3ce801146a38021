package io.remotingkafka.provisioner.console.builds;

import java.time.Instant;
import java.util.Optional;

/** One item's story at a time, where it is known. */
public record StoryView(Instant at, Optional<Story> story) {
    /** What is worth reading out. */
    public String announcement() {
        return story.map(Story::latest).map(StoryStep::text).orElse("");
    }
}
