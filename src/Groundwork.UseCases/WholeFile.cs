using System.Text;
using Groundwork.Knowledge;

namespace Groundwork.UseCases;

/// <summary>An output file that appears only when it is complete: an interrupted run leaves the earlier one as it was.</summary>
internal sealed class WholeFile : IAsyncDisposable
{
    private readonly string _path;
    private readonly string _temporary;
    private readonly StreamWriter _writer;

    public WholeFile(string path)
    {
        if (string.IsNullOrWhiteSpace(path) || path.Contains('\0', StringComparison.Ordinal)) throw new SourcePathException($"\"{path}\" is no path. Name the file to write.");
        _path = Path.GetFullPath(path);
        if (Directory.Exists(_path)) throw new SourcePathException($"\"{_path}\" is a folder. Name a file to write.");
        if (!Directory.Exists(Path.GetDirectoryName(_path))) throw new SourcePathException($"\"{_path}\" cannot be written: there is no folder {Path.GetDirectoryName(_path)}. Make it, or choose another.");
        _temporary = $"{_path}.{Environment.ProcessId}.partial";
        _writer = new StreamWriter(_temporary, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" };
    }

    public Task WriteLineAsync(string line) => _writer.WriteLineAsync(line);

    public async Task CompleteAsync()
    {
        await _writer.DisposeAsync();
        File.Move(_temporary, _path, overwrite: true);
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await _writer.DisposeAsync();
        }
        finally
        {
            // Also when the rest cannot be written because the disk is full.
            File.Delete(_temporary);
        }
    }
}
