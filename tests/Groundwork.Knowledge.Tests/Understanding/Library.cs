namespace Groundwork.Knowledge.Tests.Understanding;

/// <summary>A small collection to understand questions against.</summary>
internal static class Library
{
    public static async Task<Shelf> OpenAsync(params (string Name, string Text)[] more)
    {
        var shelf = await Shelf.OpenAsync();
        shelf.Write("court.md", "# Ventura Superior Court\n\nThe Ventura Superior Court stands at 800 South Victoria Avenue. It offers online services: fines are paid on its portal.");
        shelf.Write("library.md", "# Danville Library\n\nThe library lends books. Its online services let readers renew loans.");
        shelf.Write("index.md", "# Indexes\n\nReplication copies an index. The replication of an index takes time. An inverted index (II) lists words.");
        shelf.Write("wet.md", "# Weather\n\nIt rains in winter and it rains in autumn.");
        foreach (var (name, text) in more) shelf.Write(name, text);
        await shelf.IngestAsync();
        return shelf;
    }

    public static IRetriever With(Shelf shelf, params RetrievalStep[] steps)
    {
        var pipeline = new RetrievalPipeline(shelf.Knowledge, shelf.Clock);
        return pipeline.Around(new HybridRetriever(shelf.Knowledge, Shelf.Name, null, null), Shelf.Name, steps);
    }

    public static IRetriever With(Shelf shelf, ScriptedChat chat, params RetrievalStep[] steps)
    {
        var pipeline = new RetrievalPipeline(shelf.Knowledge, shelf.Clock);
        return pipeline.Around(new HybridRetriever(shelf.Knowledge, Shelf.Name, null, null), Shelf.Name, steps, new StepHelpers { Chat = chat });
    }

    public static async Task<Retrieved> AskAsync(IRetriever retriever, string text, params Turn[] before) =>
        await retriever.RetrieveAsync(new Question(text) { Before = before }, 10, explain: false, CancellationToken.None);

    public static string First(Retrieved found) => found.Passages[0].Chunk.Document.Value;

    public static Turn User(string text) => new(TurnRole.User, text);

    public static Turn Assistant(string text) => new(TurnRole.Assistant, text);
}
