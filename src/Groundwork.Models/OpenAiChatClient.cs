using System.Runtime.CompilerServices;
using System.Text.Json;
using Groundwork.Models.Calls;
using Groundwork.Models.Wire;
using Microsoft.Extensions.AI;

namespace Groundwork.Models;

/// <summary>A chat model behind an OpenAI-compatible server. Safe for concurrent use.</summary>
/// <remarks>
/// Transient failures are tried again with growing, jittered waits, or the wait the server asks for (at most 60 s), until content has
/// begun. A stream that has begun is never restarted: it ends with a <see cref="ModelException"/> of kind
/// <see cref="ModelFailure.BrokenStream"/>, or <see cref="ModelFailure.TimedOut"/>, after the updates received so far. Usage that the
/// server does not report is null. Tool calls are given out whole, and may name tools that were never offered.
/// </remarks>
public sealed class OpenAiChatClient : IChatClient
{
    private const int MaxEventBytes = 8 << 20;

    private readonly ModelEndpoint _endpoint;
    private readonly TimeProvider _time;
    private readonly RetryPolicy _retries;
    private readonly ModelTransport _transport;
    private readonly ModelCall _call;
    private readonly Uri _url;
    private readonly ChatClientMetadata _metadata;

    /// <summary>Makes the client.</summary>
    /// <param name="http">Sends the requests; stays the caller's to dispose. An <see cref="HttpClient"/> should have no timeout of its own.</param>
    /// <param name="endpoint">The model and its limits.</param>
    /// <param name="time">Measures timeouts and waits.</param>
    /// <param name="jitter">Spreads the waits; used under a lock, so it must not be shared with other users.</param>
    /// <exception cref="ArgumentException">The endpoint is not valid; the message lists every problem.</exception>
    public OpenAiChatClient(HttpMessageInvoker http, ModelEndpoint endpoint, TimeProvider time, Random jitter)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(jitter);
        ModelEndpoint.ThrowIfInvalid(endpoint);
        _endpoint = endpoint;
        _time = time;
        _url = EndpointUrls.For(endpoint.BaseUrl, EndpointUrls.Chat);
        _retries = new RetryPolicy(endpoint.MaxRetries, jitter);
        _transport = new ModelTransport(http, endpoint, _url, time);
        _call = new ModelCall(_transport, endpoint, _retries, time);
        _metadata = new ChatClientMetadata("openai", new Uri(EndpointUrls.Shown(_url)), endpoint.Model);
    }

    /// <inheritdoc/>
    /// <exception cref="ModelException">No attempt succeeded.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    /// <exception cref="NotSupportedException">A message or tool cannot be sent in this wire format.</exception>
    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        var list = messages as IReadOnlyList<ChatMessage> ?? messages.ToList();
        var failures = Failures(list, options);
        var body = ChatRequest.Write(list, options, Model(options), stream: false);
        return _call.PostAsync(body, failures, reply => ChatReply.Read(reply, failures), cancellationToken);
    }

    /// <inheritdoc/>
    /// <exception cref="ModelException">No attempt began to answer, or the answer broke off.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    /// <exception cref="NotSupportedException">A message or tool cannot be sent in this wire format.</exception>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        var list = messages as IReadOnlyList<ChatMessage> ?? messages.ToList();
        var failures = Failures(list, options);
        var body = ChatRequest.Write(list, options, Model(options), stream: true);

        using var deadline = new CallDeadline(_endpoint.TotalTimeout, _time, cancellationToken);
        for (var attempts = 1; ; attempts++)
        {
            using var attempt = deadline.BeginAttempt(_endpoint.FirstTokenTimeout);
            var hasBegun = false;
            ModelException failure;
            await using (var updates = StreamAsync(body, failures, attempt).GetAsyncEnumerator(CancellationToken.None))
            {
                while (true)
                {
                    try
                    {
                        if (!await updates.MoveNextAsync())
                            yield break;
                    }
                    catch (Exception thrown)
                    {
                        failure = failures.Explain(thrown, attempt, _endpoint);
                        break;
                    }

                    hasBegun = true;
                    yield return updates.Current;
                }
            }

            if (hasBegun)
                throw failure.Kind is ModelFailure.BrokenStream or ModelFailure.TimedOut ? failure : failures.Broken("an error came in the middle of the answer", failure);
            await _retries.WaitOrThrowAsync(failure, attempts, deadline);
        }
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        if (serviceKey is not null)
            return null;
        return serviceType == typeof(ChatClientMetadata) ? _metadata : serviceType.IsInstanceOfType(this) ? this : null;
    }

    /// <summary>Does nothing: the HTTP client belongs to whoever made it.</summary>
    public void Dispose()
    {
    }

    private async IAsyncEnumerable<ChatResponseUpdate> StreamAsync(ReadOnlyMemory<byte> body, CallFailures failures, AttemptDeadline attempt)
    {
        using var response = await _transport.PostAsync(body, failures, attempt.Token);
        await using var reply = new ReplyBody(await response.Content.ReadAsStreamAsync(attempt.Token), _endpoint.MaxReplyBytes, failures);

        // What the body is shows in its first byte; the content type of a reply is often wrong.
        if (await reply.FirstByteAsync(attempt.Token) is (byte)'{' or (byte)'[' or (byte)'<')
        {
            var whole = ChatReply.Read(await reply.ReadAllAsync(attempt.Token), failures);
            attempt.ContentArrived();
            foreach (var update in whole.ToChatResponseUpdates())
                yield return update;
            yield break;
        }

        var events = new SseReader(reply.ReadAsync, MaxEventBytes);
        var chunks = new ChatChunks(failures);
        SseEvent? last = null;
        while (await NextAsync(events, chunks, failures, attempt) is { } next && !IsDone(next))
        {
            last = next;
            var update = Apply(chunks, next, failures);
            if (chunks.HasContent && !chunks.IsFinished)
                attempt.ContentArrived();
            if (chunks.IsFinished)
                attempt.Finished();
            if (update is not null)
                yield return update;
        }

        if (chunks.IsEmpty)
        {
            throw !events.HasRead && response.Content.Headers.ContentType?.MediaType is "text/event-stream"
                ? failures.Broken("the stream was empty")
                : failures.Nonsense("sent a stream that holds no answer", (last?.Data ?? default).Span);
        }

        foreach (var update in chunks.End(last))
            yield return update;
    }

    /// <summary>The next event; null if the stream has ended and may end here.</summary>
    private static async ValueTask<SseEvent?> NextAsync(SseReader events, ChatChunks chunks, CallFailures failures, AttemptDeadline attempt)
    {
        try
        {
            if (await events.NextAsync(attempt.Token) is { } next)
                return next;
            // A body without a single event was never a stream of this kind.
            return chunks.IsFinished || !events.HasRead ? null : throw failures.Broken("the stream ended without a finish reason");
        }
        catch (InvalidDataException tooLong)
        {
            throw failures.Nonsense("sent an event that is too long", [], tooLong);
        }
        catch (Exception lost) when (lost is IOException or OperationCanceledException && chunks.IsFinished && !attempt.CallerGaveUp)
        {
            // The answer is complete; only its usage is lost.
            return null;
        }
    }

    private static bool IsDone(SseEvent next) => next.Data.Span.Trim(" \t"u8).SequenceEqual("[DONE]"u8);

    private static ChatResponseUpdate? Apply(ChatChunks chunks, SseEvent chunk, CallFailures failures)
    {
        try
        {
            return chunks.Apply(chunk);
        }
        catch (JsonException) when (chunks.IsFinished)
        {
            return null;
        }
        catch (JsonException invalid)
        {
            throw chunk.IsCutOff
                ? failures.Broken("the stream ended in the middle of a chunk", invalid)
                : failures.Nonsense("sent a chunk that is not JSON", chunk.Data.Span, invalid);
        }
    }

    private string Model(ChatOptions? options) => string.IsNullOrWhiteSpace(options?.ModelId) ? _endpoint.Model : options.ModelId;

    private CallFailures Failures(IReadOnlyList<ChatMessage> messages, ChatOptions? options)
    {
        var texts = MessageWriter.Texts(messages).ToList();
        if (options?.Instructions is { } instructions)
            texts.Add(instructions);
        return new CallFailures(_url, Model(options), new Redaction(_endpoint.ApiKey, texts));
    }
}
