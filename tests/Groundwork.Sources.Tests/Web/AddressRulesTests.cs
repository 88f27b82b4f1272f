using System.Net;
using FsCheck;
using FsCheck.Fluent;
using Groundwork.Sources.Web;

namespace Groundwork.Sources.Tests.Web;

public sealed class AddressRulesTests
{
    [Theory]
    [InlineData("93.184.216.34")]
    [InlineData("8.8.8.8")]
    [InlineData("172.32.0.1")]
    [InlineData("100.128.0.1")]
    [InlineData("2606:2800:220:1:248:1893:25c8:1946")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("64:ff9b::808:808")]
    [InlineData("2002:808:808::1")]
    public void Public_addresses_are_permitted(string address) => AddressRules.Permits(IPAddress.Parse(address), mayBePrivate: false).ShouldBeTrue();

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.9.9.9")]
    [InlineData("10.0.0.1")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("100.64.0.1")]
    [InlineData("::1")]
    [InlineData("fd00::1")]
    [InlineData("fc00::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::127.0.0.1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("64:ff9b::10.0.0.1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("2002:c0a8:101::1")]
    public void Private_addresses_in_every_dress_are_permitted_only_when_allowed(string address)
    {
        AddressRules.Permits(IPAddress.Parse(address), mayBePrivate: false).ShouldBeFalse();
        AddressRules.Permits(IPAddress.Parse(address), mayBePrivate: true).ShouldBeTrue();
    }

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("0.1.2.3")]
    [InlineData("169.254.169.254")]
    [InlineData("192.0.0.8")]
    [InlineData("192.0.2.1")]
    [InlineData("192.88.99.1")]
    [InlineData("198.18.0.1")]
    [InlineData("198.51.100.1")]
    [InlineData("203.0.113.1")]
    [InlineData("224.0.0.1")]
    [InlineData("239.1.1.1")]
    [InlineData("240.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("64:ff9b::a9fe:a9fe")]
    [InlineData("64:ff9b:1::1")]
    [InlineData("2002:a9fe:a9fe::1")]
    [InlineData("100::1")]
    [InlineData("2001::1")]
    [InlineData("2001:db8::1")]
    [InlineData("3fff::1")]
    [InlineData("fe80::1")]
    [InlineData("fe80::1%1")]
    [InlineData("fec0::1")]
    [InlineData("ff02::1")]
    [InlineData("4000::1")]
    public void Other_special_addresses_are_never_permitted(string address)
    {
        AddressRules.Permits(IPAddress.Parse(address), mayBePrivate: false).ShouldBeFalse();
        AddressRules.Permits(IPAddress.Parse(address), mayBePrivate: true).ShouldBeFalse();
    }

    [Fact]
    public void An_IPv4_address_is_judged_alike_in_every_dress()
    {
        Prop.ForAll(Gen.Choose(int.MinValue, int.MaxValue).ToArbitrary(), number =>
        {
            var (a, b, c, d) = ((byte)(number >> 24), (byte)(number >> 16), (byte)(number >> 8), (byte)number);
            var plain = AddressRules.Permits(new IPAddress([a, b, c, d]), mayBePrivate: false);
            byte[] mapped = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255, a, b, c, d];
            byte[] translated = [0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0, a, b, c, d];
            byte[] sixToFour = [0x20, 2, a, b, c, d, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1];
            return new[] { mapped, translated, sixToFour }.All(bytes => AddressRules.Permits(new IPAddress(bytes), mayBePrivate: false) == plain);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }
}
