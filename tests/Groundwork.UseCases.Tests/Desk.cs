using Groundwork.Models;
using Groundwork.TestKit;

namespace Groundwork.UseCases.Tests;

/// <summary>A workspace in a directory of its own, with a folder of sources.</summary>
internal sealed class Desk : IAsyncDisposable
{
    private readonly TemporaryDirectory _place = new();

    public Workspace Workspace { get; private set; } = null!;

    public string Data => _place.File("data");

    public string Sources => _place.File("sources");

    public string File(string name) => _place.File(name);

    public static async Task<Desk> OpenAsync(ScriptedModelServer? chat = null, ScriptedModelServer? embed = null, ConversationSettings? limits = null)
    {
        var desk = new Desk();
        Directory.CreateDirectory(desk.Sources);
        await desk.ReopenAsync(chat, embed, limits);
        return desk;
    }

    public async Task ReopenAsync(ScriptedModelServer? chat = null, ScriptedModelServer? embed = null, ConversationSettings? limits = null)
    {
        if (Workspace is not null) await Workspace.DisposeAsync();
        Workspace = await Workspace.OpenAsync(SettingsOf(chat, embed) with { Conversations = limits ?? new() }, TimeProvider.System, default);
    }

    public Settings SettingsOf(ScriptedModelServer? chat = null, ScriptedModelServer? embed = null) => new(Data)
    {
        Models = new ModelSettings
        {
            ChatUrl = chat is null ? null : new Uri(chat.Url, "v1").ToString(), ChatModel = chat is null ? null : "scripted",
            EmbedUrl = embed is null ? null : new Uri(embed.Url, "v1").ToString(), EmbedModel = embed?.Embedder.Name,
        },
    };

    public string Write(string name, string content) => _place.Write(Path.Combine("sources", name), content);

    public async Task<IngestReply> IngestAsync(string collection = "default", params string[] paths)
    {
        IngestReply? reply = null;
        await foreach (var update in new IngestFolder(Workspace).RunAsync(new IngestRequest(paths.Length == 0 ? [Sources] : paths, collection), default))
            if (update is IngestUpdate.Done done) reply = done.Reply;
        return reply!;
    }

    public async Task<AskReply> AskAsync(string question, string collection = "default", bool extractive = false, double? wrongCost = null)
    {
        AskReply? reply = null;
        await foreach (var update in new AskQuestion(Workspace).RunAsync(new AskRequest(question, collection, Extractive: extractive) { WrongCost = wrongCost }, default))
            if (update is AskUpdate.Done done) reply = done.Reply;
        return reply!;
    }

    public Task<SearchReply> SearchAsync(string words, string mode = "hybrid", params string[] filters) => new SearchPassages(Workspace).RunAsync(new SearchRequest(words, Mode: mode, Filters: filters), default);

    public IReadOnlyList<string> FilesWith(string text)
    {
        byte[][] forms = [System.Text.Encoding.UTF8.GetBytes(text), System.Text.Encoding.UTF8.GetBytes(text.ToLowerInvariant()), System.Text.Encoding.Unicode.GetBytes(text)];
        return [.. Directory.EnumerateFiles(Data, "*", SearchOption.AllDirectories).Where(file =>
        {
            // A lock holds no text, and opens for its holder alone.
            if (file.EndsWith(".lock", StringComparison.Ordinal)) return false;
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var content = new byte[stream.Length];
            stream.ReadExactly(content);
            return Array.Exists(forms, form => content.AsSpan().IndexOf(form) >= 0);
        })];
    }

    public async ValueTask DisposeAsync()
    {
        await Workspace.DisposeAsync();
        _place.Dispose();
    }
}
