using Groundwork.TestKit;
using Microsoft.Extensions.AI;

namespace Groundwork.Knowledge.Tests;

/// <summary>An embedder that remembers what it was asked, and fails or changes its vectors when told.</summary>
internal sealed class CountingEmbedder(HashingEmbedder inner) : IEmbeddingGenerator<string, Embedding<float>>
{
    public EmbedderIdentity Identity { get; } = new(inner.Name, inner.Dimensions);

    public List<string> Asked { get; } = [];

    public int Calls { get; private set; }

    public Exception? Failure { get; set; }

    /// <summary>Texts that it does not take; a request with one fails as a whole.</summary>
    public Predicate<string>? Refuses { get; set; }

    public Func<float[], float[]>? Change { get; set; }

    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        Calls++;
        if (Failure is { } failure) throw failure;
        string[] texts = [.. values];
        if (Refuses is { } refuses && Array.Exists(texts, refuses)) throw new InvalidOperationException("HTTP 400: the input is too long");
        Asked.AddRange(texts);
        var made = await inner.GenerateAsync(texts, options, cancellationToken);
        return Change is { } change ? [.. made.Select(e => new Embedding<float>(change(e.Vector.ToArray())))] : made;
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }
}
