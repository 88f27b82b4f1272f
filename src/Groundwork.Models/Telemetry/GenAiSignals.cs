using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Groundwork.Models.Telemetry;

/// <summary>The traces and metrics of this project, by the OpenTelemetry semantic conventions for generative AI.</summary>
internal static class GenAiSignals
{
    /// <summary>Name of the activity source and of the meter.</summary>
    public const string Name = "Groundwork.Models";

    private static readonly Meter Instruments = new(Name);

    /// <summary>One activity per call.</summary>
    public static ActivitySource Source { get; } = new(Name);

    /// <summary>Seconds from the call to its end.</summary>
    public static Histogram<double> Duration { get; } = Instruments.CreateHistogram<double>("gen_ai.client.operation.duration", "s", "Duration of a call");

    /// <summary>Seconds from the call to the first update of its stream.</summary>
    public static Histogram<double> FirstChunk { get; } = Instruments.CreateHistogram<double>("gen_ai.client.operation.time_to_first_chunk", "s", "Time to the first content of a stream");

    /// <summary>Tokens of a call, input and output apart.</summary>
    public static Histogram<long> Tokens { get; } = Instruments.CreateHistogram<long>("gen_ai.client.token.usage", "{token}", "Tokens of a call");

    /// <summary>True if anybody listens; if not, nothing is recorded and nothing is spent.</summary>
    public static bool AreHeard => Source.HasListeners() || Duration.Enabled || Tokens.Enabled || FirstChunk.Enabled;

    /// <summary>A provider by its name in the conventions.</summary>
    public static string NameOf(ModelProvider provider) => provider switch
    {
        ModelProvider.OpenAi => "openai",
        ModelProvider.AzureOpenAi => "azure.ai.openai",
        ModelProvider.Anthropic => "anthropic",
        ModelProvider.Gemini => "gcp.gemini",
        _ => provider.ToString().ToLowerInvariant(),
    };
}
