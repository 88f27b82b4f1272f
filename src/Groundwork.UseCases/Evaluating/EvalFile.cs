using Groundwork.Knowledge;

namespace Groundwork.UseCases.Evaluating;

/// <summary>Reads files that people write for evaluations.</summary>
internal static class EvalFile
{
    private const int MostBytes = 256 << 20;

    /// <summary>The whole text.</summary>
    /// <exception cref="SourcePathException">There is no such file.</exception>
    public static async ValueTask<string> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var file = new FileInfo(path);
        if (!file.Exists) throw new SourcePathException($"There is no file \"{path}\". Check the spelling.");
        if (file.Length > MostBytes) throw new InvalidRequestException(FormattableString.Invariant($"{path} has {file.Length} bytes, and {MostBytes} are the most."));
        return await File.ReadAllTextAsync(path, cancellationToken);
    }
}
