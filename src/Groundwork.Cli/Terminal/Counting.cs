using System.Globalization;

namespace Groundwork.Cli.Terminal;

/// <summary>Shows a growing count on one line of a terminal; shows nothing elsewhere.</summary>
internal sealed class Counting(Shell shell, bool isDrawn, string what) : IProgress<long>, IProgress<int>, IDisposable
{
    private long _shown;

    public void Report(long value)
    {
        if (!isDrawn || value - _shown < 100) return;
        _shown = value;
        shell.Error.Write(string.Create(CultureInfo.InvariantCulture, $"\r{value} {what}"));
    }

    public void Report(int value) => Report((long)value);

    public void Dispose()
    {
        if (_shown > 0) shell.Error.Write($"\r{new string(' ', what.Length + 22)}\r");
    }
}
