package io.remotingkafka.testbed.hudson;

import java.util.Map;

/** Jobs of a Hudson. */
public final class HudsonJobs {
    private final RestClient rest;

    HudsonJobs(RestClient rest) {
        this.rest = rest;
    }

    /** Creates a job. */
    public void create(FreestyleJob job) {
        rest.postXml("createItem?name=" + RestClient.encode(job.name()), job.xml());
    }

    /** Puts a build of a job into the queue, without a quiet period. One caller at a time for each job. */
    public Build start(String job) {
        int number = rest.json(RestClient.path("job", job) + "api/json").getInteger("nextBuildNumber");
        rest.postForm(RestClient.path("job", job) + "build?delay=0sec", Map.of());
        return new Build(rest, job, number);
    }

    /** Creates a job and starts its first build. */
    public Build run(FreestyleJob job) {
        create(job);
        return start(job.name());
    }
}
