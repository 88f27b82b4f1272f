using System.Text.Json;
using Groundwork.Knowledge;

namespace Groundwork.UseCases;

/// <summary>The builds of a collection: listed, exchanged, forgotten.</summary>
/// <param name="workspace">The data directory.</param>
public sealed class Generations(Workspace workspace)
{
    /// <summary>The builds there are.</summary>
    public async Task<GenerationsReply> ListAsync(string collection, CancellationToken cancellationToken)
    {
        var started = workspace.Time.GetTimestamp();
        var name = CollectionName.Parse(collection);
        await workspace.Knowledge.Collections.GetAsync(name, cancellationToken);
        return await ReplyAsync(name, started, cancellationToken);
    }

    /// <summary>Goes back to the build that was in use before, in one step; the one in use is kept, so that this can be undone in the same way.</summary>
    public async Task<GenerationsReply> RollBackAsync(string collection, CancellationToken cancellationToken)
    {
        var started = workspace.Time.GetTimestamp();
        var name = CollectionName.Parse(collection);
        await workspace.Knowledge.RollBackAsync(name, cancellationToken);
        return await ReplyAsync(name, started, cancellationToken);
    }

    /// <summary>Forgets the build that is kept to go back to.</summary>
    public async Task<GenerationsReply> ForgetAsync(string collection, CancellationToken cancellationToken)
    {
        var started = workspace.Time.GetTimestamp();
        var name = CollectionName.Parse(collection);
        await workspace.Knowledge.ForgetKeptAsync(name, cancellationToken);
        return await ReplyAsync(name, started, cancellationToken);
    }

    private async ValueTask<GenerationsReply> ReplyAsync(CollectionName name, long started, CancellationToken cancellationToken) => new(
        name.Value,
        [
            .. (await workspace.Knowledge.Collections.GenerationsAsync(name, cancellationToken)).Select(g => new GenerationReply(
                g.Number, JsonNamingPolicy.CamelCase.ConvertName(g.State.ToString()), g.Plan, g.Embedder?.Model, g.Commit, g.MadeAt)),
        ],
        workspace.ElapsedMs(started));
}
