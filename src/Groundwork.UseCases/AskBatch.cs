using System.Text.Json;
using System.Text.Json.Nodes;

namespace Groundwork.UseCases;

/// <summary>Many questions become a file of answers, one reply per line with the question's id.</summary>
/// <param name="workspace">The data directory.</param>
public sealed class AskBatch(Workspace workspace)
{
    /// <summary>Asks all questions.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="progress">Told how many are done.</param>
    /// <param name="cancellationToken">Leaves no file.</param>
    public async Task<BatchReply> RunAsync(AskBatchRequest request, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var started = workspace.Time.GetTimestamp();
        var ask = new AskQuestion(workspace);
        var times = new List<double>();
        await using var output = new WholeFile(request.Out);
        await foreach (var query in BatchQueries.ReadAsync(request.Questions, cancellationToken))
        {
            var asked = new AskRequest(query.Text, request.Collection, request.Mode, request.Filters, request.Extractive) { Unsupported = request.Unsupported, WrongCost = request.WrongCost, Judge = request.Judge };
            await foreach (var update in ask.RunAsync(asked, cancellationToken))
            {
                if (update is not AskUpdate.Done done) continue;
                await output.WriteLineAsync(Line(query.Id, done.Reply));
                times.Add(done.Reply.ElapsedMs);
            }

            progress?.Report(times.Count);
        }

        await output.CompleteAsync();
        return BatchReply.Of(request.Collection, request.Out, times, workspace.ElapsedMs(started));
    }

    private static string Line(string id, AskReply reply)
    {
        var line = new JsonObject { ["id"] = id };
        foreach (var (name, value) in JsonSerializer.SerializeToNode(reply, GroundworkJson.Readable.AskReply)!.AsObject()) line[name] = value?.DeepClone();
        return line.ToJsonString(GroundworkJson.Readable.Options);
    }
}
