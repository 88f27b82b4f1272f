using System.Security.Cryptography;
using System.Text;

namespace Groundwork.Language;

/// <summary>SHA-256 of some content, as 64 lower-case hexadecimal digits.</summary>
/// <param name="Hex">The digits.</param>
public readonly record struct ContentHash(string Hex)
{
    /// <summary>Hash of bytes.</summary>
    public static ContentHash Of(ReadOnlySpan<byte> content) => new(Convert.ToHexStringLower(SHA256.HashData(content)));

    /// <summary>Hash of a text, taken over its UTF-8 bytes.</summary>
    public static ContentHash OfText(string text) => Of(Encoding.UTF8.GetBytes(text));

    /// <summary>Hash of a stream from its current position to its end. The caller keeps and closes the stream.</summary>
    public static async ValueTask<ContentHash> OfAsync(Stream content, CancellationToken cancellationToken) =>
        new(Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellationToken)));

    /// <summary>The first <paramref name="digits"/> digits: enough to tell things apart on a screen, never as an identity.</summary>
    public string Short(int digits = 12) => Hex[..digits];

    /// <summary>The digits.</summary>
    public override string ToString() => Hex;
}
