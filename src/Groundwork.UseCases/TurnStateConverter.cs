using System.Text.Json;
using System.Text.Json.Serialization;

namespace Groundwork.UseCases;

/// <summary>States as <c>open</c>, <c>answered</c>, <c>stopped</c>, <c>failed</c> and <c>forgotten</c>.</summary>
public sealed class TurnStateConverter() : JsonStringEnumConverter<TurnState>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);
