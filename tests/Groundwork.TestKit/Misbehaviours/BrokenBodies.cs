using System.IO.Compression;
using System.Text;

namespace Groundwork.TestKit;

/// <summary>Replies announced as good whose body is not.</summary>
internal static class BrokenBodies
{
    private static readonly string[] Tokens = [.. Misbehaviour.Tokens];

    public static IReadOnlyList<Misbehaviour> All { get; } =
    [
        new("garbage-json", static turn => turn.WholeAsync(200, "application/json", "{\"choices\": [} oh no\n"u8.ToArray())) { Failure = "Nonsense" },
        new("binary-noise", static turn => turn.WholeAsync(200, "application/json", new byte[] { 0x89, 0x50, 0xFF, 0xFE, 0x00, 0x1A, 0x0A, 0x80 })) { Failure = "Nonsense" },
        new("html-page-with-200", static turn => turn.WholeAsync(200, "text/html", "<!DOCTYPE html><html><head><title>Welcome</title></head></html>"u8.ToArray())) { Failure = "Nonsense" },
        new("empty-object", static turn => turn.WholeAsync(200, "application/json", "{}"u8.ToArray())) { Failure = "Nonsense", OrFailure = "BrokenStream" },
        new("json-null", static turn => turn.WholeAsync(200, "application/json", "null"u8.ToArray())) { Failure = "Nonsense" },
        new("empty-body", static turn => turn.WholeAsync(200, "application/json", default)) { Failure = "Nonsense" },
        new("nested-without-end", static turn => turn.WholeAsync(200, "application/json", Encoding.UTF8.GetBytes(new string('[', 100_000)))) { Failure = "Nonsense" },
        new("error-body-with-200", static turn => turn.WholeAsync(200, "application/json", "{\"error\":{\"message\":\"the model is loading\",\"code\":503}}\n"u8.ToArray())) { Failure = "ServerFault" },
        new("error-text-with-200", static turn => turn.WholeAsync(200, "application/json", "{\"error\":\"the model is loading\"}\n"u8.ToArray())) { Failure = "ServerFault" },
        new("cut-in-the-middle-of-json", static turn =>
        {
            turn.Bill.Made(Tokens.Length);
            var body = Encoding.UTF8.GetBytes(turn.Dialect.Whole(turn.Request, Misbehaviour.GoodText, null, null, turn.Usage));
            return turn.WholeAsync(200, "application/json", body.AsMemory(0, body.Length / 2));
        }) { Failure = "Nonsense", IsForStreams = false },
        new("silence-in-the-middle-of-json", static async turn =>
        {
            await turn.BeginAsync("application/json");
            await turn.SendAsync("{\"id\":");
            await turn.HangAsync();
        }) { Failure = "TimedOut", NeedsTime = true, IsForStreams = false },
        new("wrong-content-type", static async turn =>
        {
            await turn.BeginAsync("application/octet-stream");
            await turn.SendAsync(turn.Good(Tokens));
        }),
        new("gzip-unasked", static async turn =>
        {
            turn.Context.Response.Headers.ContentEncoding = "gzip";
            await turn.AnnounceAsync();
            using var packed = new MemoryStream();
            await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
                await gzip.WriteAsync(Encoding.UTF8.GetBytes(string.Concat(turn.Good(Tokens))), turn.Ended);
            await turn.SendAsync(packed.ToArray());
        }),
        new("gzip-in-name-only", static async turn =>
        {
            turn.Context.Response.Headers.ContentEncoding = "gzip";
            await turn.AnnounceAsync();
            await turn.SendAsync(turn.Good(Tokens));
        }) { Failure = "Nonsense" },
        new("gzip-bomb", static async turn =>
        {
            turn.Context.Response.Headers.ContentEncoding = "gzip";
            await turn.AnnounceAsync();
            using var packed = new MemoryStream();
            await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
                await gzip.WriteAsync(new byte[8 << 20], turn.Ended);
            await turn.SendAsync(packed.ToArray());
        }) { Failure = "Nonsense" },
        new("huge-answer", static async turn =>
        {
            await turn.AnnounceAsync();
            await turn.SendAsync(turn.Good(new string('y', 300_000)));
        }) { Text = new string('y', 300_000) },
    ];
}
