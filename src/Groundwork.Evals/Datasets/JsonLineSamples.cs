using System.Runtime.CompilerServices;
using Groundwork.Evals.Storing;

namespace Groundwork.Evals.Datasets;

/// <summary>Our own format, a sample in each line.</summary>
internal static class JsonLineSamples
{
    public static async IAsyncEnumerable<(string Place, Sample Sample)> ReadAsync(ImportContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var (line, text) in TextLines.ReadAsync(context.Path, context.Options.MaxRecordCharacters, cancellationToken))
        {
            if (string.IsNullOrWhiteSpace(text)) continue;
            Sample sample;
            try
            {
                sample = SampleReader.Read(text);
            }
            catch (FormatException problem)
            {
                context.Problems.Add(line, problem.Message);
                continue;
            }

            yield return (FormattableString.Invariant($"line {line}"), sample);
        }
    }
}
