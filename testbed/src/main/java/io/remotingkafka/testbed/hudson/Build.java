package io.remotingkafka.testbed.hudson;

import io.remotingkafka.testbed.channel.Waiting;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/** A build of a job: in the queue, running or over. */
public final class Build {
    /** How builds end. */
    public enum Result {
        SUCCESS,
        UNSTABLE,
        FAILURE,
        NOT_BUILT,
        ABORTED
    }

    /**
     * A part of a build's log.
     *
     * @param text what was there
     * @param next the offset of what comes after it
     * @param more whether there is or may be more
     */
    public record LogPart(String text, long next, boolean more) {}

    private final RestClient rest;
    private final String jobPath;
    private final int number;

    /** @param jobPath its job's page, below the controller's URL: {@code job/a/}, or {@code job/folder/job/a/} */
    public Build(RestClient rest, String jobPath, int number) {
        this.rest = rest;
        this.jobPath = jobPath;
        this.number = number;
    }

    /** Its number in its job. */
    public int number() {
        return number;
    }

    /** Its page, below the controller's URL. */
    public String path() {
        return jobPath + number + "/";
    }

    /** Whether it has left the queue. */
    public boolean isStarted() {
        return rest.get(path() + "api/json", BodyHandlers.discarding()).statusCode() == 200;
    }

    /** Its result, once it has one. */
    public Optional<Result> result() {
        HttpResponse<String> response = rest.get(path() + "api/json", BodyHandlers.ofString());
        if (response.statusCode() == 404) {
            return Optional.empty();
        }
        JsonObject build = new JsonObject(response.body());
        return build.getBoolean("building") ? Optional.empty() : Optional.of(Result.valueOf(build.getString("result")));
    }

    /** Waits until it runs. */
    public Build awaitStart(Duration atMost) {
        Waiting.forValue(
                () -> isStarted() ? Optional.of(this) : Optional.empty(),
                atMost,
                () -> this + " waits in the queue: " + why());
        return this;
    }

    /**
     * Waits for its end. A success's last line is waited for as well: the controller writes it a moment after it tells the
     * result, and not at all where the agent is gone.
     */
    public Result awaitResult(Duration atMost) {
        Result result =
                Waiting.forValue(this::result, atMost, () -> this + (isStarted() ? " runs" : " waits: " + why()));
        if (result == Result.SUCCESS) {
            awaitLog("Finished: SUCCESS", atMost);
        }
        return result;
    }

    /** Waits until its log has this. */
    public Build awaitLog(String text, Duration atMost) {
        awaitStart(atMost);
        Waiting.forValue(
                () -> Optional.of(log()).filter(log -> log.contains(text)),
                atMost,
                () -> "The log of " + this + " has no '" + text + "'");
        return this;
    }

    /** Why it waits in the queue, in the controller's words. */
    public String why() {
        return rest.json(jobPath + "api/json")
                .getJsonObject("queueItem", new JsonObject())
                .getString("why", "it is not in the queue");
    }

    /** Its whole log as it is now. */
    public String log() {
        return rest.text(path() + "consoleText");
    }

    /** Its log from an offset on; nothing yet while it waits in the queue. */
    public LogPart logFrom(long offset) {
        HttpResponse<String> response =
                rest.get(path() + "logText/progressiveText?start=" + offset, BodyHandlers.ofString());
        if (response.statusCode() == 404) {
            return new LogPart("", offset, true);
        }
        return new LogPart(
                // Sent for browsers, with CR and LF; the offsets count what is in the file.
                response.body().replace("\r\n", "\n"),
                response.headers().firstValueAsLong("X-Text-Size").orElse(offset),
                response.headers().firstValue("X-More-Data").isPresent());
    }

    /** The SHA-256 of an archived file, in hex, as the controller has it. */
    public String artifactSha256(String file) {
        try (InputStream in = artifact(file);
                DigestInputStream digest = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
            digest.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.getMessageDigest().digest());
        } catch (IOException e) {
            throw new UncheckedIOException("The artifact " + file + " of " + this + " cannot be read", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256", e);
        }
    }

    /** An archived file. */
    public InputStream artifact(String file) {
        HttpResponse<InputStream> response =
                rest.get(path() + "artifact/" + RestClient.path(file.split("/", -1)), BodyHandlers.ofInputStream());
        if (response.statusCode() != 200) {
            throw new RefusedRequestException(response.statusCode(), "GET", response.uri(), "");
        }
        return response.body();
    }

    /** Asks the controller to end it. */
    public void abort() {
        rest.postForm(path() + "stop", Map.of());
    }

    @Override
    public String toString() {
        return jobPath + number;
    }
}
