using System.Text.Json;
using System.Text.Json.Serialization;
using Groundwork.UseCases.Wiring;

namespace Groundwork.UseCases;

/// <summary>The shape of <c>settings.json</c>.</summary>
internal sealed record SettingsFile(
    ModelSection? Chat, ModelSection? Embed, ReadingSection? Reading, IngestSection? Ingest, string? Embedder, string? Chunker, ModelsSection? Models, AnswersSection? Answers,
    ConversationSection? Conversations, UsageSection? Usage, MonitoringSection? Monitoring);

internal sealed record ModelSection(string? Url, string? Model, string? Key);

internal sealed record ReadingSection(long? MaxBytes, double? DeadlineSeconds, long? MemoryBytes);

internal sealed record IngestSection(int? Parallel);

internal sealed record ConversationSection(int? HistoryTurns, int? HistoryCharacters, int? MaxTurns);

internal sealed record UsageSection(int? KeepDays);

internal sealed record MonitoringSection(Dictionary<string, MonitoredSection>? Collections);

internal sealed record MonitoredSection(
    string? Daily, double? EveryMinutes, string? Webhook, bool? AllowPrivate, bool? IncludeQuestions, bool? Drift, double? AbstentionAbove, double? ConfidenceBelow, int? Days);

internal sealed record AnswersSection(string? Unsupported, double? WrongCost, bool? Judge, string? Form, Dictionary<string, AnswersSection>? Collections);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(SettingsFile))]
internal sealed partial class SettingsJson : JsonSerializerContext;
