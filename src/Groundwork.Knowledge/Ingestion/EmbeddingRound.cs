using Groundwork.Search;
using Microsoft.Extensions.AI;

namespace Groundwork.Knowledge.Ingestion;

/// <summary>
/// Makes vectors of texts. When they are refused together they are tried in halves, down to the one that is refused alone, so that a text
/// which the embedder does not take stands in nobody's way.
/// </summary>
internal sealed class EmbeddingRound(EmbedderIdentity identity, IEmbeddingGenerator<string, Embedding<float>> generator, Func<Exception, bool>? isRefusal)
{
    // Every embedder that works takes a word. When it is refused too, the fault is not with the texts.
    private static readonly string[] s_word = ["word"];

    private bool _works;

    /// <summary>The vectors, by the place of their text.</summary>
    public Dictionary<int, ReadOnlyMemory<float>> Made { get; } = [];

    /// <summary>Why there is none, by the place of the text.</summary>
    public Dictionary<int, string> Refused { get; } = [];

    /// <summary>Embeds some texts.</summary>
    /// <param name="texts">All texts.</param>
    /// <param name="places">Which of them.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="EmbedderMismatchException">The embedder is another one than the vectors are of.</exception>
    /// <exception cref="VectorRefusedException">It makes no usable vector of anything.</exception>
    public async ValueTask RunAsync(string[] texts, ReadOnlyMemory<int> places, CancellationToken cancellationToken)
    {
        GeneratedEmbeddings<Embedding<float>> made;
        try
        {
            made = await generator.GenerateAsync([.. places.ToArray().Select(place => texts[place])], cancellationToken: cancellationToken);
        }
        catch (Exception problem) when (isRefusal?.Invoke(problem) == true)
        {
            if (!await WorksAsync(cancellationToken)) throw;
            if (places.Length == 1)
            {
                Refused[places.Span[0]] = problem.Message;
                return;
            }

            await RunAsync(texts, places[..(places.Length / 2)], cancellationToken);
            await RunAsync(texts, places[(places.Length / 2)..], cancellationToken);
            return;
        }

        if (made.Count != places.Length) throw new EmbedderMismatchException($"{identity} was asked for {places.Length} vectors and answered with {made.Count}. Check that the address serves this embedder.");
        for (var i = 0; i < made.Count; i++)
        {
            var vector = made[i].Vector;
            if (vector.Length != identity.Dimensions)
                throw new EmbedderMismatchException($"The collection holds vectors of {identity}; the embedder now answers with {vector.Length} dimensions. Configure the embedder the collection was made with, or re-embed with \"groundwork reindex --embedder\".");
            var place = places.Span[i];
            if (HasDirection(vector.Span))
            {
                Made[place] = vector;
                continue;
            }

            var reason = $"{identity} answered with a vector that has no length or holds a value that is not finite, for a text of {texts[place].Length} characters.";
            if (!await WorksAsync(cancellationToken)) throw new VectorRefusedException($"{reason} It does so for a single word too. Nothing of this batch was stored. Check the embedder, then run the command again.");
            Refused[place] = $"{reason} Change the text, or use another embedder.";
        }
    }

    private async ValueTask<bool> WorksAsync(CancellationToken cancellationToken)
    {
        if (_works) return true;
        try
        {
            var made = await generator.GenerateAsync(s_word, cancellationToken: cancellationToken);
            return _works = made.Count == 1 && HasDirection(made[0].Vector.Span);
        }
        catch (Exception problem) when (isRefusal?.Invoke(problem) == true)
        {
            return false;
        }
    }

    // What the index would refuse later must not reach the database: every later writer would meet it again.
    private static bool HasDirection(ReadOnlySpan<float> vector)
    {
        var squares = 0.0;
        foreach (var value in vector) squares += (double)value * value;
        return float.IsFinite((float)squares) && (float)squares > 0;
    }
}
