using System.Text;
using Microsoft.AspNetCore.Http;

namespace Groundwork.TestKit;

/// <summary>One chat request while it is being answered.</summary>
/// <param name="Context">The connection.</param>
/// <param name="Request">What was asked.</param>
/// <param name="Dialect">How to word the answer.</param>
/// <param name="Bill">Where tokens are counted.</param>
/// <param name="Ended">The client went away, or the server stops.</param>
public sealed record ScriptedTurn(HttpContext Context, ModelRequest Request, WireDialect Dialect, InvoiceLine Bill, CancellationToken Ended)
{
    public bool IsStream { get; } = Dialect.WantsStream(Request);

    public (long Input, long Output) Usage => (Bill.InputTokens, Bill.OutputTokens);

    /// <summary>Announces a stream.</summary>
    public Task BeginAsync(string? contentType = null)
    {
        if (Context.Response.StatusCode == 200)
            Bill.Begin();
        Context.Response.ContentType = contentType ?? Dialect.StreamType;
        return Context.Response.StartAsync(Ended);
    }

    /// <summary>Sends bytes at once.</summary>
    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        await Context.Response.Body.WriteAsync(bytes, Ended);
        await Context.Response.Body.FlushAsync(Ended);
    }

    public Task SendAsync(string frame) => SendAsync(Encoding.UTF8.GetBytes(frame));

    public async Task SendAsync(IEnumerable<string> frames)
    {
        foreach (var frame in frames)
            await SendAsync(frame);
    }

    /// <summary>Makes a token and sends it.</summary>
    public Task SayAsync(string token)
    {
        Bill.Made();
        return SendAsync(Dialect.Text(Request, token));
    }

    /// <summary>Sends a document.</summary>
    public Task WholeAsync(int code, string contentType, ReadOnlyMemory<byte> body)
    {
        Context.Response.StatusCode = code;
        Context.Response.ContentType = contentType;
        return body.Length > 0 ? Context.Response.Body.WriteAsync(body, Ended).AsTask() : Task.CompletedTask;
    }

    /// <summary>Nothing more until the client gives up.</summary>
    public Task HangAsync() => Task.Delay(Timeout.InfiniteTimeSpan, Ended);

    /// <summary>The good answer: frames of a stream, or one document. The tokens count as made.</summary>
    public IReadOnlyList<string> Good(params string[] tokens)
    {
        Bill.Made(tokens.Length);
        return IsStream
            ? [.. Dialect.Begin(Request, Bill.InputTokens), .. tokens.Select(token => Dialect.Text(Request, token)), .. Dialect.End(Request, "stop", Usage)]
            : [Dialect.Whole(Request, string.Concat(tokens), null, null, Usage)];
    }

    /// <summary>Announces a good answer of either kind.</summary>
    public Task AnnounceAsync() => IsStream ? BeginAsync() : BeginAsync("application/json");
}
