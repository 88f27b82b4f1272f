using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Groundwork.Evals.Storing;

namespace Groundwork.Evals;

/// <summary>Observations as JSON Lines, which <see cref="RecordedSubject"/> reads again.</summary>
public static class ObservationFile
{
    /// <summary>Writes observations, one in each line, as UTF-8.</summary>
    /// <param name="samples">What <see cref="RunStore.ReadAsync"/> gives.</param>
    /// <param name="target">Receives them; the caller closes it.</param>
    /// <param name="cancellationToken">Stops between samples.</param>
    /// <returns>Number of observations.</returns>
    public static async ValueTask<int> WriteAsync(IAsyncEnumerable<ScoredSample> samples, Stream target, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(target);
        var count = 0;
        await foreach (var sample in samples.WithCancellation(cancellationToken))
        {
            foreach (var observation in sample.Observations)
            {
                var line = new JsonObject { ["id"] = observation.Sample, ["repeat"] = observation.Repeat };
                foreach (var (name, value) in JsonNode.Parse(ObservationJson.Write(observation))!.AsObject().ToList())
                    line[name] = value?.DeepClone();
                await target.WriteAsync(Encoding.UTF8.GetBytes(line.ToJsonString(s_options) + "\n"), cancellationToken);
                count++;
            }
        }

        return count;
    }

    private static readonly JsonSerializerOptions s_options = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
