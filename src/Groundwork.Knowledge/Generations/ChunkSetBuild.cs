using Groundwork.Documents;

namespace Groundwork.Knowledge.Generations;

/// <summary>Cuts every stored document of a collection in another way, beside the chunks there are.</summary>
internal sealed class ChunkSetBuild(DocumentStore documents, ChunkingPlan plan)
{
    private const int PageDocuments = 64;

    public async ValueTask RunAsync(CancellationToken cancellationToken)
    {
        var chunker = plan.CreateChunker();
        var after = string.Empty;
        while (true)
        {
            var page = await documents.PageAsync(after, PageDocuments, cancellationToken);
            var sets = new ChunkSet[page.Count];
            for (var i = 0; i < sets.Length; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                sets[i] = new ChunkSet(plan.Fingerprint, GenerationWriter.Cut(chunker, page[i]));
            }

            await documents.PutChunksAsync(sets, cancellationToken);
            if (page.Count < PageDocuments) return;
            after = page[^1].Id.Value;
        }
    }
}
