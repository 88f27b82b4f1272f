namespace Groundwork.Models.Telemetry;

/// <summary>What the traces of a route need to know.</summary>
/// <param name="Route">The route.</param>
/// <param name="Targets">Its targets, by name.</param>
/// <param name="Redact">Takes out of a text what must not be recorded; null to record no content.</param>
/// <param name="Time">Measures durations.</param>
internal sealed record TelemetryScope(ModelRoute Route, IReadOnlyDictionary<string, ModelTarget> Targets, Func<string, string>? Redact, TimeProvider Time)
{
    /// <summary>Provider of the target that answered, or of the route's first where none did.</summary>
    public string ProviderOf(RouteTrace? trace) =>
        GenAiSignals.NameOf(Targets[trace is not null && Targets.ContainsKey(trace.Target) ? trace.Target : Route.Targets[0].Target].Provider);
}
