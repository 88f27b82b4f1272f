using System.Diagnostics;
using System.Text;

namespace Groundwork.Language.Tests.Stemming;

/// <summary>A fact that compares with Snowball's own program <c>stemwords</c> (Debian package libstemmer-tools); skipped by name without it.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class StemwordsFactAttribute : FactAttribute
{
    private const string Program = "/usr/bin/stemwords";

    public StemwordsFactAttribute()
    {
        if (!File.Exists(Program)) Skip = $"{Program} is not on this machine; the package libstemmer-tools has it.";
    }

    /// <summary>Snowball's stems of the words, in their order.</summary>
    public static string[] Run(string algorithm, IEnumerable<string> words)
    {
        var start = new ProcessStartInfo(Program, ["-l", algorithm, "-c", "UTF_8"])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            StandardOutputEncoding = Encoding.UTF8,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        foreach (var word in words) process.StandardInput.Write(word + "\n");
        process.StandardInput.Close();
        process.WaitForExit();
        return output.Result.TrimEnd('\n').Split('\n');
    }
}
