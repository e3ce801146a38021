package io.remotingkafka.provisioner.rest;

import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.remotingkafka.provisioner.apply.RefusedException;
import io.remotingkafka.provisioner.cluster.Reason;
import io.remotingkafka.provisioner.connection.InvalidConnectionException;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.Response;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What cannot be done, as problem+json. */
class Problems {
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int BAD_GATEWAY = 502;

    @ServerExceptionMapper
    RestResponse<Problem> refused(RefusedException e) {
        Reason reason = e.reason();
        int status =
                switch (reason.code()) {
                    case "unknown-connection", "unknown-cluster" -> NOT_FOUND;
                    case "invalid-cluster", "invalid-connection", "no-client-settings" -> BAD_REQUEST;
                    case "made-by-others", "conflict", "own-brokers-in-the-way" -> CONFLICT;
                    default -> BAD_GATEWAY;
                };
        return answer(Problem.of(reason.code(), status, reason.message(), reason.remedy()));
    }

    @ServerExceptionMapper
    RestResponse<Problem> invalid(InvalidConnectionException e) {
        return answer(
                Problem.of("invalid-connection", BAD_REQUEST, e.getMessage(), "Change the field named and try again."));
    }

    @ServerExceptionMapper
    RestResponse<Problem> invalid(IllegalArgumentException e) {
        return answer(
                Problem.of("invalid-request", BAD_REQUEST, e.getMessage(), "Change the value named and try again."));
    }

    @ServerExceptionMapper
    RestResponse<Problem> invalid(ConstraintViolationException e) {
        String detail = e.getConstraintViolations().stream()
                .map(violation -> violation.getPropertyPath() + ": " + violation.getMessage())
                .sorted()
                .collect(Collectors.joining("; "));
        return answer(Problem.of("invalid-request", BAD_REQUEST, detail, "Change the fields named and try again."));
    }

    /** Jackson's message quotes the text, which may hold credentials: only where it is wrong is told. */
    @ServerExceptionMapper
    RestResponse<Problem> unreadable(MismatchedInputException e) {
        String field = e.getPath().stream()
                .map(part -> part.getFieldName() == null ? "[" + part.getIndex() + "]" : part.getFieldName())
                .collect(Collectors.joining("."));
        String expected = e.getTargetType() == null
                ? ""
                : ", expected " + e.getTargetType().getSimpleName();
        return answer(Problem.of(
                "invalid-request",
                BAD_REQUEST,
                "The request cannot be read at " + (field.isEmpty() ? "its beginning" : field) + expected + ".",
                "The OpenAPI description at /q/openapi has the fields and their values."));
    }

    @ServerExceptionMapper
    RestResponse<Problem> missing(NotFoundException e) {
        return answer(Problem.of("not-found", NOT_FOUND, e.getMessage(), "Check the names in the path."));
    }

    private static RestResponse<Problem> answer(Problem problem) {
        return RestResponse.ResponseBuilder.create(Response.Status.fromStatusCode(problem.status()), problem)
                .type(Problem.MEDIA_TYPE)
                .build();
    }
}
