using Groundwork.UseCases;

namespace Groundwork.Benchmarks;

/// <summary>A data directory for one measurement, removed afterwards. No models: what is measured is the engine.</summary>
internal sealed class ScratchWorkspace : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;

    private ScratchWorkspace(DirectoryInfo folder, Workspace workspace) => (_folder, Workspace) = (folder, workspace);

    public Workspace Workspace { get; }

    public string Path => _folder.FullName;

    public static async Task<ScratchWorkspace> OpenAsync()
    {
        var folder = Directory.CreateTempSubdirectory("groundwork-bench-");
        return new ScratchWorkspace(folder, await Workspace.OpenAsync(new Settings(folder.FullName), TimeProvider.System, CancellationToken.None));
    }

    public async Task<IngestReply> IngestAsync(string path, string collection)
    {
        await foreach (var update in new IngestFolder(Workspace).RunAsync(new IngestRequest([path], collection), CancellationToken.None))
            if (update is IngestUpdate.Done done) return done.Reply;
        throw new InvalidOperationException("The ingestion ended without a reply.");
    }

    public async ValueTask DisposeAsync()
    {
        await Workspace.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
