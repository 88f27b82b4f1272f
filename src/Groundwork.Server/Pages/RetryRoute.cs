using Groundwork.UseCases;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;

namespace Groundwork.Server.Pages;

/// <summary>Reads again what failed: one file by its path, or all that failed for one reason by its code.</summary>
internal static class RetryRoute
{
    /// <summary>Files of one reason that are tried at once.</summary>
    public const int MostFiles = 5_000;

    public static async Task<IResult> PostAsync(HttpContext http, Workspace workspace, IngestionJobs jobs, IAntiforgery antiforgery, string name, CancellationToken cancellationToken)
    {
        await antiforgery.ValidateRequestAsync(http);
        var form = await http.Request.ReadFormAsync(cancellationToken);
        var code = form["code"].ToString();
        var paths = code.Length > 0 ? await FilesOfAsync(workspace, name, code, cancellationToken) : [FileOf(form["path"].ToString())];
        return SeeOther.Job(http, await jobs.StartAsync(new IngestRequest(paths, name, RetryFailed: true), cancellationToken));
    }

    private static async Task<IReadOnlyList<string>> FilesOfAsync(Workspace workspace, string name, string code, CancellationToken cancellationToken)
    {
        var failed = (await new ListDocuments(workspace).RunAsync(new DocumentsRequest(name, Limit: 1), cancellationToken)).Failed;
        List<string> files =
        [
            .. failed.Where(f => string.Equals(f.Code, code, StringComparison.Ordinal)).Select(f => FileOf(f.Path)).Distinct(StringComparer.Ordinal).Where(Path.Exists).Take(MostFiles),
        ];
        return files.Count > 0 ? files : throw new InvalidRequestException($"No file that failed with \"{code}\" is there any more. Ingest its folder, or synchronise its source, to bring \"{name}\" level.");
    }

    // A part of a file is named "corpus.jsonl, line 17"; what can be read again is the file.
    private static string FileOf(string failedPath)
    {
        for (var path = failedPath; ; path = path[..path.LastIndexOf(", ", StringComparison.Ordinal)])
        {
            if (Path.Exists(path)) return path;
            if (path.LastIndexOf(", ", StringComparison.Ordinal) <= 0) return failedPath;
        }
    }
}
