using System.Text;

namespace Groundwork.UseCases;

/// <summary>An output file that appears only when it is complete: an interrupted run leaves the earlier one as it was.</summary>
internal sealed class WholeFile : IAsyncDisposable
{
    private readonly string _path;
    private readonly string _temporary;
    private readonly StreamWriter _writer;

    public WholeFile(string path)
    {
        _path = Path.GetFullPath(path);
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
        await _writer.DisposeAsync();
        File.Delete(_temporary);
    }
}
