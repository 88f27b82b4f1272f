using System.Diagnostics;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace Groundwork.Models.Telemetry;

/// <summary>The activity and the measures of one call.</summary>
internal sealed class RecordedCall : IDisposable
{
    private static readonly JsonSerializerOptions Unescaped = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly TelemetryScope _scope;
    private readonly string _operation;
    private readonly Activity? _activity;
    private readonly long _startedAt;
    private RouteTrace? _trace;
    private string? _responseModel;
    private string? _error;
    private UsageDetails? _usage;

    public RecordedCall(TelemetryScope scope, string operation)
    {
        _scope = scope;
        _operation = operation;
        _startedAt = scope.Time.GetTimestamp();
        _activity = GenAiSignals.Source.StartActivity($"{operation} {scope.Route.Name}", ActivityKind.Client);
        _activity?.SetTag("gen_ai.operation.name", operation).SetTag("gen_ai.request.model", scope.Route.Name);
    }

    /// <summary>Records what is asked.</summary>
    public void Asked(IEnumerable<ChatMessage> messages, ChatOptions? options)
    {
        if (_activity is null)
            return;
        if (options?.MaxOutputTokens is { } limit)
            _activity.SetTag("gen_ai.request.max_tokens", limit);
        if (options?.Temperature is { } temperature)
            _activity.SetTag("gen_ai.request.temperature", temperature);
        if (_scope.Redact is not { } redact || !_activity.IsAllDataRequested)
            return;
        if (options?.Instructions is { } instructions)
            _activity.SetTag("gen_ai.system_instructions", redact(instructions));
        _activity.SetTag("gen_ai.input.messages", Shown(messages, redact));
    }

    /// <summary>The first update of a stream came.</summary>
    public void Began(RouteTrace? trace)
    {
        _trace = trace;
        if (GenAiSignals.FirstChunk.Enabled)
            GenAiSignals.FirstChunk.Record(Elapsed(), Tags());
    }

    /// <summary>The answer is there.</summary>
    public void Answered(ChatResponse response)
    {
        Answered(RouteTrace.Of(response.AdditionalProperties) ?? _trace, response.ModelId, response.Usage);
        if (_activity is null)
            return;
        _activity.SetTag("gen_ai.response.id", response.ResponseId);
        if (response.FinishReason is { } finish)
            _activity.SetTag("gen_ai.response.finish_reasons", new[] { finish.Value });
        if (_scope.Redact is { } redact && _activity.IsAllDataRequested)
            _activity.SetTag("gen_ai.output.messages", Shown(response.Messages, redact));
    }

    /// <summary>The answer is there.</summary>
    public void Answered(RouteTrace? trace, string? model, UsageDetails? usage)
    {
        _trace = trace;
        _responseModel = model;
        _usage = usage;
        if (_activity is null)
            return;
        _activity.SetTag("gen_ai.response.model", model);
        if (usage?.InputTokenCount is { } input)
            _activity.SetTag("gen_ai.usage.input_tokens", input);
        if (usage?.OutputTokenCount is { } output)
            _activity.SetTag("gen_ai.usage.output_tokens", output);
    }

    /// <summary>There is no answer, or not all of it.</summary>
    public void Failed(Exception thrown)
    {
        _error = thrown switch
        {
            ModelException failure => failure.Kind.ToString(),
            OperationCanceledException => "cancelled",
            _ => thrown.GetType().Name,
        };
        // The message of a failure may quote what a server said, and so a text; its kind does not.
        _activity?.SetStatus(ActivityStatusCode.Error).SetTag("error.type", _error);
    }

    /// <summary>Ends the activity and records the measures.</summary>
    public void Dispose()
    {
        if (_activity is not null)
        {
            _activity.SetTag("gen_ai.provider.name", _scope.ProviderOf(_trace)).SetTag("groundwork.target", _trace?.Target);
            if (_trace?.Failed.Count > 0)
                _activity.SetTag("groundwork.failed_attempts", _trace.Failed.Count);
            if (_trace?.Replay is { } replay)
                _activity.SetTag("groundwork.replay", replay.ToString().ToLowerInvariant());
            _activity.Dispose();
        }

        var tags = Tags();
        GenAiSignals.Duration.Record(Elapsed(), tags);
        Record("input", _usage?.InputTokenCount, tags);
        Record("output", _usage?.OutputTokenCount, tags);
    }

    private static void Record(string type, long? tokens, TagList tags)
    {
        if (tokens is not { } count)
            return;
        tags.Add("gen_ai.token.type", type);
        GenAiSignals.Tokens.Record(count, tags);
    }

    private TagList Tags()
    {
        var tags = new TagList { { "gen_ai.operation.name", _operation }, { "gen_ai.provider.name", _scope.ProviderOf(_trace) }, { "gen_ai.request.model", _scope.Route.Name } };
        if (_responseModel is not null)
            tags.Add("gen_ai.response.model", _responseModel);
        if (_error is not null)
            tags.Add("error.type", _error);
        return tags;
    }

    private double Elapsed() => _scope.Time.GetElapsedTime(_startedAt).TotalSeconds;

    private static string Shown(IEnumerable<ChatMessage> messages, Func<string, string> redact)
    {
        var all = new JsonArray();
        foreach (var message in messages)
            all.Add(new JsonObject
            {
                ["role"] = message.Role.Value,
                ["parts"] = new JsonArray(new JsonObject { ["type"] = "text", ["content"] = redact(message.Text) }),
            });
        return all.ToJsonString(Unescaped);
    }
}
