using System.Text;

namespace Groundwork.Cli.Terminal;

/// <summary>Writes files of evaluations: whole or not at all.</summary>
internal static class EvalFiles
{
    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public static Task WriteAsync(string path, Action<TextWriter> write, CancellationToken cancellationToken) => WriteAsync(
        path,
        writer =>
        {
            write(writer);
            return Task.CompletedTask;
        },
        cancellationToken);

    public static Task WriteAsync(string path, Func<TextWriter, Task> write, CancellationToken cancellationToken) => WriteBytesAsync(
        path,
        async target =>
        {
            await using var writer = new StreamWriter(target, s_utf8, leaveOpen: true) { NewLine = "\n" };
            await write(writer);
        },
        cancellationToken);

    public static async Task WriteBytesAsync(string path, Func<Stream, Task> write, CancellationToken cancellationToken)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder) Directory.CreateDirectory(folder);
        var partial = path + ".partial";
        try
        {
            await using (var target = File.Create(partial)) await write(target);
            cancellationToken.ThrowIfCancellationRequested();
            File.Move(partial, path, overwrite: true);
        }
        finally
        {
            File.Delete(partial);
        }
    }
}
