/** A content delivery network by the hosts that it delivers from. */
export interface CdnHosts {
  /** A host, which stands for all below it as well; `*` stands for any characters but a dot. */
  domain: string;
  name: string;
  website?: string | undefined;
}

/** Hosts that networks give to their customers: `third-party-web` knows the companies, and not whose host is a customer's. */
export const CDN_HOSTS: readonly CdnHosts[] = [
  ...of('Akamai', 'akamaized.net akamaihd.net akamai.net edgekey.net edgesuite.net'),
  ...of('Alibaba Cloud CDN', 'alicdn.com alikunlun.com alikunlun.net kunlun*.com cdngslb.com'),
  ...of('Amazon CloudFront', 'cloudfront.net cloudfront.cn'),
  ...of('Azure CDN', 'azureedge.net azurefd.net vo.msecnd.net'),
  ...of('Baidu CDN', 'bdydns.com jomodns.com'),
  ...of('bunny.net', 'b-cdn.net'),
  ...of('CacheFly', 'cachefly.net'),
  ...of('CDN77', 'cdn77.org cdn77.net'),
  ...of('CDNetworks', 'cdngc.net gccdn.net panthercdn.com'),
  ...of('Cloudflare', 'cdn.cloudflare.net'),
  ...of('Fastly', 'fastly.net fastlylb.net'),
  ...of('Gcore', 'gcdn.co'),
  ...of('Huawei Cloud CDN', 'cdnhwc*.com'),
  ...of('Imperva', 'incapdns.net'),
  ...of('KeyCDN', 'kxcdn.com'),
  ...of('Qiniu', 'qiniucdn.com qiniudns.com clouddn.com'),
  ...of('Tencent Cloud CDN', 'cdn.dnsv1.com tdnsv*.com cdntip.com'),
  ...of('Wangsu', 'wscdns.com wsdvs.com lxdns.com'),
];

function of(name: string, domains: string): CdnHosts[] {
  return domains.split(' ').map((domain) => ({ domain, name }));
}
