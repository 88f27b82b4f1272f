using System.Globalization;
using System.Text;

namespace Groundwork.TestKit;

/// <summary>Refusals, with and without good manners.</summary>
internal static class BrokenStatuses
{
    public static IReadOnlyList<Misbehaviour> All { get; } =
    [
        Status("429-without-retry-after", 429, "RateLimited"),
        Status("429-with-seconds", 429, "RateLimited", ("Retry-After", static _ => "7")),
        Status("429-with-milliseconds", 429, "RateLimited", ("retry-after-ms", static _ => "1500")),
        Status("429-with-a-date", 429, "RateLimited", ("Retry-After", static _ => "Fri, 02 Jan 2026 03:05:05 GMT")),
        Status("429-with-an-absurd-wait", 429, "RateLimited", ("Retry-After", static _ => "99999999999999999999")),
        Status("429-with-a-wait-in-words", 429, "RateLimited", ("Retry-After", static _ => "soon")),
        Status("500-storm", 500, "ServerFault"),
        Status("502-page", 502, "ServerFault") with { Play = static turn => turn.WholeAsync(502, "text/html", "<html><title>502 Bad Gateway</title></html>"u8.ToArray()) },
        Status("503-storm", 503, "ServerFault"),
        Status("529-overloaded", 529, "ServerFault"),
        Status("401-unknown-key", 401, "Refused"),
        Status("404-no-such-model", 404, "NotFound"),
        Status("400-too-long", 400, "BadRequest"),
        Status("redirect", 307, "NotFound", ("Location", static _ => "https://elsewhere.example/v1/")),
        Status("redirect-loop", 308, "NotFound", ("Location", static turn => turn.Request.Path)),
        new("error-that-never-ends", static async turn =>
        {
            turn.Context.Response.StatusCode = 500;
            await turn.BeginAsync("application/json");
            while (true)
                await turn.SendAsync(new string('e', 4096));
        }) { Failure = "ServerFault" },
    ];

    private static Misbehaviour Status(string name, int code, string failure, (string Name, Func<ScriptedTurn, string> Value)? header = null) => new(name, turn =>
    {
        if (header is { } one)
            turn.Context.Response.Headers[one.Name] = one.Value(turn);
        return turn.WholeAsync(code, "application/json", Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{{\"error\":{{\"message\":\"status {code}\"}}}}")));
    })
    { Failure = failure };
}
