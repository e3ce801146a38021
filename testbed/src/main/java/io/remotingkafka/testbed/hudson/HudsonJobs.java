package io.remotingkafka.testbed.hudson;

import java.util.Map;

/** Jobs of a Hudson; a Jenkins has them in the same places. */
public final class HudsonJobs {
    private final RestClient rest;

    /** The jobs of the controller behind this client. */
    public HudsonJobs(RestClient rest) {
        this.rest = rest;
    }

    /** Creates a job. */
    public void create(FreestyleJob job) {
        rest.postXml("createItem?name=" + RestClient.encode(job.name()), job.xml());
    }

    /** Puts a build of a job into the queue, without a quiet period. One caller at a time for each job. */
    public Build start(String job) {
        String path = RestClient.path("job", job);
        int number = rest.json(path + "api/json").getInteger("nextBuildNumber");
        rest.postForm(path + "build?delay=0sec", Map.of());
        return new Build(rest, path, number);
    }

    /** Creates a job and starts its first build. */
    public Build run(FreestyleJob job) {
        create(job);
        return start(job.name());
    }

    /** Removes a job with all its builds. */
    public void delete(String job) {
        rest.postForm(RestClient.path("job", job) + "doDelete", Map.of());
    }
}
