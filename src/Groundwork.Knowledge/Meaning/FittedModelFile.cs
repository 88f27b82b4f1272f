using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Groundwork.Language;

namespace Groundwork.Knowledge.Meaning;

/// <summary>A model as bytes: docs/formats/fitted-model.md. The fingerprint is the checksum, so a file proves that it is the one that is meant.</summary>
internal static class FittedModelFile
{
    private const uint Version = 1;
    private const int FingerprintBytes = 8;
    private const int LikelyRest = 4096;
    private const int MostDimensions = 4096;
    private const int MostTerms = 1 << 20;

    private static ReadOnlySpan<byte> Magic => "GWFITTED"u8;

    /// <summary>Sixteen hexadecimal digits that differ between any two models.</summary>
    public static string FingerprintOf(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(content[^SHA256.HashSizeInBytes..][..FingerprintBytes]);

    public static byte[] Write(FittedModel model)
    {
        var bytes = (long)model.Vocabulary.Count * (sizeof(ulong) + sizeof(float)) + ((long)model.Terms.Length * sizeof(ushort));
        using var stream = new MemoryStream((int)Math.Min(System.Array.MaxLength, bytes + LikelyRest));
        using (var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(Magic);
            writer.Write(Version);
            writer.Write(model.Dimensions);
            writer.Write(model.Vocabulary.Count);
            writer.Write(model.Chunks);
            writer.Write(model.Vocabulary.UnknownIdf);
            writer.Write(model.UnknownShare);
            writer.Write(TextAnalyzer.Fingerprint);
            writer.Write(model.Languages.Count);
            foreach (var language in model.Languages) writer.Write(language.Code);
            writer.Write(MemoryMarshal.AsBytes<ulong>(model.Vocabulary.Hashes));
            writer.Write(MemoryMarshal.AsBytes<float>(model.Vocabulary.Idf));
            writer.Write(MemoryMarshal.AsBytes<Half>(model.Terms));
        }

        stream.Write(SHA256.HashData(stream.GetBuffer().AsSpan(0, (int)stream.Length)));
        return stream.ToArray();
    }

    /// <exception cref="FittedModelDamagedException">It is not what was written, or of other rules or a newer format.</exception>
    public static FittedModel Read(ReadOnlySpan<byte> content)
    {
        if (content.Length < Magic.Length + sizeof(uint) + SHA256.HashSizeInBytes || !content.StartsWith(Magic))
            throw new FittedModelDamagedException($"The file is no learnt model: its {content.Length} bytes do not begin with \"GWFITTED\".");
        if (BinaryPrimitives.ReadUInt32LittleEndian(content[Magic.Length..]) is var version and not Version)
            throw new FittedModelDamagedException($"The learnt model has format version {version}; this program reads version {Version}.");
        var body = content[..^SHA256.HashSizeInBytes];
        if (!SHA256.HashData(body).AsSpan().SequenceEqual(content[^SHA256.HashSizeInBytes..]))
            throw new FittedModelDamagedException($"The learnt model of {content.Length} bytes does not have the checksum it was written with.");
        try
        {
            return ReadBody(body[(Magic.Length + sizeof(uint))..]);
        }
        catch (Exception problem) when (problem is EndOfStreamException or FormatException or ArgumentException or InvalidDataException or OverflowException)
        {
            throw new FittedModelDamagedException($"The learnt model of {content.Length} bytes does not hold what it says ({problem.Message}).");
        }
    }

    private static FittedModel ReadBody(ReadOnlySpan<byte> body)
    {
        using var reader = new BinaryReader(new MemoryStream(body.ToArray(), writable: false), Encoding.UTF8);
        var (dimensions, terms, chunks) = (reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt64());
        if (dimensions is < 1 or > MostDimensions || terms is < 1 or > MostTerms || chunks < 1) throw new InvalidDataException($"{dimensions} dimensions, {terms} terms, {chunks} chunks");
        var (unknownIdf, unknownShare) = (reader.ReadSingle(), reader.ReadSingle());
        var analysis = reader.ReadString();
        if (!string.Equals(analysis, TextAnalyzer.Fingerprint, StringComparison.Ordinal))
            throw new FittedModelDamagedException($"The learnt model knows terms of \"{analysis}\"; texts are now cut into terms by \"{TextAnalyzer.Fingerprint}\".");
        var languages = new LanguageCode[reader.ReadInt32() is >= 0 and <= 64 and var count ? count : throw new InvalidDataException("too many languages")];
        for (var i = 0; i < languages.Length; i++) languages[i] = new LanguageCode(reader.ReadString());
        var hashes = Array<ulong>(reader, terms);
        for (var i = 1; i < hashes.Length; i++)
            if (hashes[i - 1] >= hashes[i]) throw new InvalidDataException($"term {i} is out of order");
        var idf = Array<float>(reader, terms);
        var vectors = Array<Half>(reader, checked(terms * dimensions));
        if (reader.BaseStream.Position != reader.BaseStream.Length) throw new InvalidDataException("bytes are left over");
        return new FittedModel(new Vocabulary(hashes, idf, unknownIdf), dimensions, vectors, languages, chunks, unknownShare);
    }

    private static T[] Array<T>(BinaryReader reader, int count)
        where T : unmanaged
    {
        var values = new T[count];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }
}
