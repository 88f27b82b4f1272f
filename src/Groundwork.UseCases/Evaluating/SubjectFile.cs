using System.Text.Json;
using System.Text.Json.Serialization;
using Groundwork.Evals;
using Groundwork.Knowledge;

namespace Groundwork.UseCases.Evaluating;

/// <summary>Reads the file that describes an endpoint or a program (docs/formats/subject.md).</summary>
internal static class SubjectFile
{
    private const int MostBytes = 1 << 20;

    /// <summary>An endpoint.</summary>
    /// <exception cref="InvalidRequestException">The file is missing or wrong.</exception>
    public static async ValueTask<HttpSubjectOptions> HttpAsync(string path, CancellationToken cancellationToken)
    {
        var described = Read(path, await TextAsync(path, cancellationToken), SubjectFileJson.Default.DescribedEndpoint);
        var options = new HttpSubjectOptions(described.Url ?? throw Wrong(path, "it has no \"url\""));
        return options with
        {
            Method = described.Method ?? options.Method,
            Headers = described.Headers ?? options.Headers,
            Body = described.Body ?? options.Body,
            Reply = described.Reply ?? options.Reply,
            Timeout = described.TimeoutSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : options.Timeout,
            Version = described.Version ?? "",
        };
    }

    /// <summary>A program. It runs in the folder of the file unless the file names another.</summary>
    /// <exception cref="InvalidRequestException">The file is missing or wrong.</exception>
    public static async ValueTask<CommandSubjectOptions> CommandAsync(string path, CancellationToken cancellationToken)
    {
        var described = Read(path, await TextAsync(path, cancellationToken), SubjectFileJson.Default.DescribedProgram);
        if (described.Command is not { Count: > 0 } command) throw Wrong(path, "it has no \"command\", a list of the program and its arguments");
        var beside = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var options = new CommandSubjectOptions(command[0], [.. command.Skip(1)], described.Folder is { } folder ? Path.GetFullPath(folder, beside) : beside);
        return options with
        {
            Input = described.Input ?? options.Input,
            Reply = described.Reply ?? options.Reply,
            Timeout = described.TimeoutSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : options.Timeout,
            Version = described.Version ?? "",
        };
    }

    private static async ValueTask<string> TextAsync(string path, CancellationToken cancellationToken)
    {
        var file = new FileInfo(path);
        if (!file.Exists) throw new SourcePathException($"There is no file \"{path}\". Check the spelling.");
        if (file.Length > MostBytes) throw Wrong(path, FormattableString.Invariant($"it has {file.Length} bytes, and {MostBytes} are the most"));
        return await File.ReadAllTextAsync(path, cancellationToken);
    }

    private static T Read<T>(string path, string text, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> json)
    {
        try
        {
            return JsonSerializer.Deserialize(text, json) ?? throw Wrong(path, "it is empty");
        }
        catch (JsonException problem)
        {
            throw Wrong(path, problem.Message);
        }
    }

    private static InvalidRequestException Wrong(string path, string why) => new($"{path} describes no subject: {why}. See docs/formats/subject.md.");
}

/// <summary>An endpoint as it is written in a file.</summary>
internal sealed record DescribedEndpoint(
    string? Url, string? Method, IReadOnlyDictionary<string, string>? Headers, string? Body, ReplyShape? Reply, double? TimeoutSeconds, string? Version);

/// <summary>A program as it is written in a file.</summary>
internal sealed record DescribedProgram(IReadOnlyList<string>? Command, string? Folder, string? Input, ReplyShape? Reply, double? TimeoutSeconds, string? Version);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true)]
[JsonSerializable(typeof(DescribedEndpoint))]
[JsonSerializable(typeof(DescribedProgram))]
internal sealed partial class SubjectFileJson : JsonSerializerContext;
