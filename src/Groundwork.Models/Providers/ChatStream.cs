using System.Text.Json;
using Groundwork.Models.Calls;
using Groundwork.Models.Wire;
using Microsoft.Extensions.AI;

namespace Groundwork.Models.Providers;

/// <summary>One streamed attempt, from sending to its end.</summary>
internal sealed class ChatStream(
    IChatWire wire,
    ModelTransport transport,
    ModelRequestBody request,
    CallFailures failures,
    Func<ReadOnlyMemory<byte>, CallFailures, ChatResponse> readWhole,
    CancellationToken caller) : IAsyncDisposable
{
    private const int MaxEventBytes = 8 << 20;

    private readonly AttemptDeadline _deadline = new(transport.Endpoint.TotalTimeout, transport.Endpoint.FirstTokenTimeout, transport.Time, caller);
    private readonly ChatStreamReader _reader = wire.BeginStream(failures);
    private HttpResponseMessage? _response;
    private ReplyBody? _body;
    private EventReader? _events;
    private Queue<ChatResponseUpdate>? _whole;
    private bool _hasBegun;
    private bool _hasEnded;

    /// <summary>The next update; null at the end.</summary>
    /// <exception cref="ModelException">The attempt failed, or the answer broke off.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public async ValueTask<ChatResponseUpdate?> NextAsync()
    {
        try
        {
            if (_response is null)
                await OpenAsync();
            var update = _whole is null ? await NextUpdateAsync() : _whole.TryDequeue(out var waiting) ? waiting : null;
            _hasBegun |= update is not null;
            return update;
        }
        catch (Exception thrown)
        {
            _hasEnded = true;
            var failure = failures.Explain(thrown, _deadline, transport.Endpoint);
            throw _hasBegun && failure.Kind is not (ModelFailure.BrokenStream or ModelFailure.TimedOut)
                ? failures.Broken("an error came in the middle of the answer", failure)
                : failure;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _events?.Dispose();
        if (_body is not null)
            await _body.DisposeAsync();
        _response?.Dispose();
        _deadline.Dispose();
    }

    private async ValueTask OpenAsync()
    {
        _response = await transport.SendAsync(request, failures, _deadline.Token);
        _body = await transport.BodyAsync(_response, failures, _deadline.Token);

        // What the body is shows in its first byte; the content type of a reply is often wrong.
        var first = await _body.FirstByteAsync(_deadline.Token);
        if (first is (byte)'[' or (byte)'<' || (first is (byte)'{' && wire.StreamForm == StreamForm.Events))
        {
            _whole = new(readWhole(await _body.ReadAllAsync(_deadline.Token), failures).ToChatResponseUpdates());
            return;
        }

        _events = new EventReader(_body.ReadAsync, MaxEventBytes, wire.StreamForm);
    }

    private async ValueTask<ChatResponseUpdate?> NextUpdateAsync()
    {
        while (!_hasEnded)
        {
            if (await NextEventAsync() is not { } next || _reader.IsEnd(next))
            {
                _hasEnded = true;
                return _reader.IsEmpty ? throw Empty() : _reader.End();
            }

            var update = Apply(next);
            if (_reader.IsComplete)
                _deadline.Finished();
            else if (_reader.HasContent)
                _deadline.ContentArrived();
            if (update is not null)
                return update;
        }

        return null;
    }

    /// <summary>The next event; null if the stream has ended and may end here.</summary>
    private async ValueTask<StreamEvent?> NextEventAsync()
    {
        try
        {
            if (await _events!.NextAsync(_deadline.Token) is { } next)
                return next;
            // A body without a single event was never a stream of this kind.
            return _reader.IsFinished || !_events.HasRead ? null : throw failures.Broken("the stream ended without a finish reason");
        }
        catch (InvalidDataException tooLong)
        {
            throw failures.Nonsense(_response!.Content.Headers.ContentEncoding.Count > 0 ? "sent a body that is not compressed as it says" : "sent an event that is too long", [], tooLong);
        }
        catch (Exception lost) when (lost is IOException or OperationCanceledException && _reader.IsComplete && !_deadline.CallerGaveUp)
        {
            // The answer is complete; only its usage is lost.
            return null;
        }
    }

    private ChatResponseUpdate? Apply(in StreamEvent next)
    {
        try
        {
            return _reader.Apply(next);
        }
        catch (JsonException) when (_reader.IsComplete)
        {
            return null;
        }
        catch (JsonException invalid)
        {
            throw next.IsCutOff
                ? failures.Broken("the stream ended in the middle of a chunk", invalid)
                : failures.Nonsense("sent a chunk that is not JSON", next.Data.Span, invalid);
        }
    }

    private ModelException Empty() => !_events!.HasRead && _response!.Content.Headers.ContentType?.MediaType is "text/event-stream" or "application/x-ndjson"
        ? failures.Broken("the stream was empty")
        : failures.Nonsense("sent a stream that holds no answer", []);
}
