package io.remotingkafka.provisioner.console;

/**
 * What is wrong with a form.
 *
 * @param field the field's id in the page
 * @param message what was expected, what came, what to do
 */
public record Problem(String field, String message) {}
