using System.Globalization;
using Groundwork.UseCases;

namespace Groundwork.Cli.Terminal;

/// <summary>How far an evaluation is, on one line of a terminal; nothing elsewhere.</summary>
internal sealed class EvalProgressLine(Shell shell, bool isDrawn) : IProgress<EvalProgress>, IDisposable
{
    private int _width;

    public void Report(EvalProgress value)
    {
        if (!isDrawn) return;
        var words = new List<string> { string.Create(CultureInfo.InvariantCulture, $"{value.Phase} {value.Done} of {value.Due}") };
        if (value.Replayed > 0) words.Add(string.Create(CultureInfo.InvariantCulture, $"{value.Replayed} known"));
        if (value.Failed > 0) words.Add(string.Create(CultureInfo.InvariantCulture, $"{value.Failed} failed"));
        if (value.Dollars is { } dollars and > 0) words.Add(string.Create(CultureInfo.InvariantCulture, $"${dollars:0.####}"));
        var line = string.Join(", ", words);
        shell.Error.Write($"\r{line.PadRight(_width)}");
        _width = line.Length;
    }

    public void Dispose()
    {
        if (_width > 0) shell.Error.Write($"\r{new string(' ', _width)}\r");
        _width = 0;
    }
}
