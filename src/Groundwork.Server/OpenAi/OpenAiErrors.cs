using System.Globalization;
using System.Text.Json;
using Groundwork.Server.Api.Wire;
using Groundwork.UseCases;
using Microsoft.AspNetCore.Http;

namespace Groundwork.Server.OpenAi;

/// <summary>Failures in the shape that OpenAI clients understand; our own code stands beside it.</summary>
internal static class OpenAiErrors
{
    private const string BudgetCode = "GW1414";

    public static async Task WriteAsync(HttpContext http, Exception problem, int? status)
    {
        var code = ErrorCatalog.Of(problem);
        http.Response.StatusCode = status ?? code.HttpStatus;
        if (ErrorCatalog.RetryAfter(problem) is { } wait)
            http.Response.Headers.RetryAfter = Math.Ceiling(Math.Max(wait.TotalSeconds, 1)).ToString(CultureInfo.InvariantCulture);
        // Clients retry every 429 of themselves; a used-up budget does not come back within seconds.
        if (code.Code is BudgetCode) http.Response.Headers["x-should-retry"] = "false";
        http.Response.ContentType = JsonReply.ContentType;
        using var json = new Utf8JsonWriter(http.Response.BodyWriter, Wire.WireBody.Writing);
        Write(json, problem, http.Response.StatusCode);
        await json.FlushAsync(http.RequestAborted);
        await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
    }

    /// <summary>Writes <c>{"error":{…}}</c>.</summary>
    public static void Write(Utf8JsonWriter json, Exception problem, int status)
    {
        json.WriteStartObject();
        json.WriteStartObject("error");
        json.WriteString("message", problem.Message);
        json.WriteString("type", TypeOf(status));
        json.WriteNull("param");
        json.WriteString("code", CodeOf(ErrorCatalog.Of(problem)));
        json.WriteStartObject("groundwork");
        json.WriteString("code", ErrorCatalog.Of(problem).Code);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static string TypeOf(int status) => status switch
    {
        401 => "authentication_error",
        403 => "permission_error",
        404 => "not_found_error",
        429 => "rate_limit_error",
        < 500 => "invalid_request_error",
        _ => "server_error",
    };

    // The names that clients look for; everything else carries our own.
    private static string CodeOf(ErrorCode code) => code.Code switch
    {
        "GW1801" => "invalid_api_key",
        "GW1413" or "GW1101" => "model_not_found",
        BudgetCode => "insufficient_quota",
        "GW1405" => "rate_limit_exceeded",
        "GW1410" => "context_length_exceeded",
        _ => code.Code,
    };
}
