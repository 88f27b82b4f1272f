using Groundwork.Server.Api.Wire;
using Groundwork.Server.OpenAi;
using Groundwork.Server.Pages;
using Groundwork.UseCases;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Groundwork.Server.Hosting;

/// <summary>Every failure leaves as an error reply with the catalog's status, or as a page that says the same.</summary>
internal sealed class Failures(RequestDelegate next, PageRenderer pages, ILogger<Failures> logger)
{
    public async Task InvokeAsync(HttpContext http)
    {
        try
        {
            await next(http);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            return; // Nobody is there to be told.
        }
        catch (Exception problem) when (!http.Response.HasStarted)
        {
            await ReplyAsync(http, Understood(problem), (problem as BadHttpRequestException)?.StatusCode);
            return;
        }

        if (http.Response is { HasStarted: false, StatusCode: 404 or 405 or 415, ContentLength: null, ContentType: null })
            await ReplyAsync(http, NothingHere(http), http.Response.StatusCode);
    }

    private static Exception Understood(Exception problem) => problem switch
    {
        BadHttpRequestException bad => new InvalidRequestException($"The request cannot be read: {bad.Message}"),
        AntiforgeryValidationException => new InvalidRequestException("The form is no longer valid. Open its page again, then send it."),
        _ => problem,
    };

    private static InvalidRequestException NothingHere(HttpContext http) => http.Response.StatusCode switch
    {
        405 => new($"{http.Request.Path} does not take {http.Request.Method}. See /openapi/v1.json."),
        415 => new($"{http.Request.Path} does not take the content type \"{http.Request.ContentType}\". See /openapi/v1.json."),
        _ => new($"There is nothing at {http.Request.Path}. See /openapi/v1.json for the addresses of the API."),
    };

    private async Task ReplyAsync(HttpContext http, Exception problem, int? status)
    {
        var code = ErrorCatalog.ByCode(ErrorCatalog.ReplyFor(problem).Error.Code);
        if (code.HttpStatus == 500) logger.Failed(problem, http.Request.Method, http.Request.Path, code.Code);
        http.Response.Clear();
        http.Response.StatusCode = status ?? code.HttpStatus;
        await new SecurityHeaders(_ => Task.CompletedTask).InvokeAsync(http);
        if (http.Request.Path.StartsWithSegments(OpenAiRoutes.Prefix, StringComparison.Ordinal))
        {
            await OpenAiErrors.WriteAsync(http, problem, status);
            return;
        }

        if (WantsPage(http.Request))
        {
            await pages.WriteAsync<ErrorPage>(http, new ErrorView(code, problem.Message));
            return;
        }

        http.Response.ContentType = JsonReply.ContentType;
        await http.Response.WriteAsync(ErrorText.Of(problem), http.RequestAborted);
    }

    private static bool WantsPage(HttpRequest request) =>
        !request.Path.StartsWithSegments("/api", StringComparison.Ordinal) && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
}
