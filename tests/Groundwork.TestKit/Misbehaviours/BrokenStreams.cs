using System.Text;

namespace Groundwork.TestKit;

/// <summary>What happens to streams: silence, cuts, odd line ends, noise.</summary>
internal static class BrokenStreams
{
    private static readonly ModelWire[] Events = [ModelWire.OpenAi, ModelWire.Anthropic, ModelWire.Gemini];
    private static readonly string[] Tokens = [.. Misbehaviour.Tokens];

    public static IReadOnlyList<Misbehaviour> All { get; } =
    [
        new("slow-first-byte", static turn => turn.HangAsync()) { Failure = "TimedOut", NeedsTime = true },
        new("silence-after-headers", static async turn =>
        {
            await turn.AnnounceAsync();
            await turn.HangAsync();
        }) { Failure = "TimedOut", NeedsTime = true },
        Stream("silence-after-first-tokens", static async turn =>
        {
            await SomeAsync(turn, 2);
            await turn.HangAsync();
        }) with { Failure = "TimedOut", NeedsTime = true },
        Stream("silence-after-finish", static async turn =>
        {
            await turn.BeginAsync();
            await turn.SendAsync(turn.Good(Tokens).SkipLast(1));
            await turn.HangAsync();
        }) with { NeedsTime = true, Wires = [ModelWire.OpenAi, ModelWire.Anthropic] },
        Stream("cut-before-first-token", static turn => turn.BeginAsync()) with { Failure = "BrokenStream" },
        Stream("cut-after-some-tokens", static turn => SomeAsync(turn, 2)) with { Failure = "BrokenStream" },
        Stream("cut-before-finish", static turn => SomeAsync(turn, Tokens.Length)) with { Failure = "BrokenStream" },
        Stream("cut-inside-an-event", static async turn =>
        {
            await SomeAsync(turn, 2);
            var frame = turn.Dialect.Text(turn.Request, "piano");
            await turn.SendAsync(frame[..(frame.Length / 2)]);
        }) with { Failure = "BrokenStream" },
        Stream("connection-reset-in-the-middle", static async turn =>
        {
            await SomeAsync(turn, 2);
            turn.Context.Abort();
        }) with { Failure = "BrokenStream", OrFailure = "Unreachable" },
        Stream("garbage-in-the-middle", static async turn =>
        {
            await SomeAsync(turn, 2);
            await turn.SendAsync(turn.Dialect.Wire == ModelWire.Ollama ? "{]\n" : "data: {]\n\n");
        }) with { Failure = "BrokenStream" },
        Stream("error-in-the-middle", static async turn =>
        {
            await SomeAsync(turn, 2);
            await turn.SendAsync(turn.Dialect.Error("out of memory"));
        }) with { Failure = "BrokenStream" },
        Stream("error-as-first-event", static async turn =>
        {
            await turn.BeginAsync();
            await turn.SendAsync(turn.Dialect.Error("out of memory"));
        }) with { Failure = "ServerFault" },
        Stream("huge-event", static async turn =>
        {
            await SomeAsync(turn, 2);
            await turn.SendAsync(turn.Dialect.Text(turn.Request, new string('x', 9 << 20)));
        }) with { Failure = "BrokenStream" },
        Stream("endless-comments", static async turn =>
        {
            await turn.BeginAsync();
            while (true)
                await turn.SendAsync(turn.Dialect.Wire == ModelWire.Ollama ? new string('\n', 4096) : $": {new string('z', 4096)}\n");
        }) with { Failure = "Nonsense" },
        Stream("endless-stream", static async turn =>
        {
            await SomeAsync(turn, 2);
            var frame = turn.Dialect.Text(turn.Request, new string('z', 4096));
            while (true)
                await turn.SendAsync(frame);
        }) with { Failure = "BrokenStream" },
        Stream("keep-alive-comments", static turn => EachAsync(turn, static frame => ": keep-alive\n\n" + frame)) with { Wires = Events },
        Stream("crlf-line-ends", static turn => EachAsync(turn, static frame => frame.Replace("\n", "\r\n", StringComparison.Ordinal))),
        Stream("cr-line-ends", static turn => EachAsync(turn, static frame => frame.Replace("\n", "\r", StringComparison.Ordinal))),
        Stream("byte-order-mark", static async turn =>
        {
            await turn.BeginAsync();
            await turn.SendAsync("\uFEFF" + string.Concat(turn.Good(Tokens)));
        }),
        Stream("split-utf8", static async turn =>
        {
            await turn.BeginAsync();
            var bytes = Encoding.UTF8.GetBytes(string.Concat(turn.Good(Tokens)));
            for (var at = 0; at < bytes.Length; at += 3)
                await turn.SendAsync(bytes.AsMemory(at, Math.Min(3, bytes.Length - at)));
        }),
        Stream("all-in-one-write", static async turn =>
        {
            await turn.BeginAsync();
            await turn.SendAsync(string.Concat(turn.Good(Tokens)));
        }),
        Stream("plain-answer-instead-of-a-stream", static turn =>
        {
            turn.Bill.Made(Tokens.Length);
            return turn.WholeAsync(200, "application/json", Encoding.UTF8.GetBytes(turn.Dialect.Whole(turn.Request, Misbehaviour.GoodText, null, null, turn.Usage)));
        }),
        Stream("repeated-loop", static async turn =>
        {
            await turn.BeginAsync();
            await turn.SendAsync(turn.Dialect.Begin(turn.Request, turn.Bill.InputTokens));
            for (var i = 0; i < 2000; i++)
                await turn.SayAsync("la ");
            await turn.SendAsync(turn.Dialect.End(turn.Request, "length", turn.Usage));
        }) with { Text = string.Concat(Enumerable.Repeat("la ", 2000)) },
    ];

    private static Misbehaviour Stream(string name, Func<ScriptedTurn, Task> play) => new(name, play) { IsForPlain = false };

    /// <summary>Begins, and makes some tokens.</summary>
    private static async Task SomeAsync(ScriptedTurn turn, int count)
    {
        await turn.BeginAsync();
        await turn.SendAsync(turn.Dialect.Begin(turn.Request, turn.Bill.InputTokens));
        foreach (var token in Tokens[..count])
            await turn.SayAsync(token);
    }

    private static async Task EachAsync(ScriptedTurn turn, Func<string, string> frame)
    {
        await turn.BeginAsync();
        foreach (var good in turn.Good(Tokens))
            await turn.SendAsync(frame(good));
    }
}
